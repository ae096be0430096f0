import type { Node } from 'oxc-parser';
import type { Effect, Repetition } from '../../../model/facts/tasks.ts';
import { asksOwnOrigin } from '../http/own-origin.ts';
import { calledFunction } from '../names/calls.ts';
import { instanceOf } from '../names/instances.ts';
import { listedKey } from '../names/resolve.ts';
import { placeOf } from '../names/sites.ts';
import { readValue } from '../names/values.ts';
import { codeFact, listing } from '../project/code-project.ts';
import type { CodeProject } from '../project/code-project.ts';
import type { Module, Site } from '../syntax/module.ts';
import { contains, isFunction, memberName, unwrap } from '../syntax/tree.ts';
import type { Path } from '../syntax/tree.ts';

/** Functions of packages, by their key. */
const CALLS: readonly (readonly [RegExp, Effect['kind']])[] = [
  [/^(?:axios|got|cross-fetch|node-fetch)#(?:get|post|put|patch|delete|head|request)?$|^(?:global#fetch|undici#(?:fetch|request))$/, 'http'],
  [/^child_process#(?:exec|execFile|spawn|execSync|execFileSync|spawnSync)$/, 'process'],
];
/** Objects of packages, by the key of what makes them, and the methods that count. */
const OBJECTS: readonly (readonly [RegExp, RegExp, Effect['kind']])[] = [
  [/^nodemailer#createTransport$/, /^sendMail$/, 'email'], [/^resend#Resend$/, /^send$/, 'email'], [/^@sendgrid\/mail#/, /^send/, 'email'],
  [/^stripe#/, /^(?:create|capture|confirm|refund|pay|cancel)$/, 'payment'],
  [/^openai#|^@anthropic-ai\/sdk#/, /^(?:create|parse|stream|generate)$/, 'model'],
  [/^axios#create$|^got#extend$/, /^(?:get|post|put|patch|delete|request)$/, 'http'],
  [/^pg#(?:Pool|Client)$|^mysql2/, /^(?:query|execute)$/, 'database'],
  [/PrismaClient$/, /^(?:findMany|findFirst|findUnique|create|createMany|update|updateMany|upsert|delete|deleteMany|aggregate|groupBy|count|\$queryRaw|\$executeRaw|\$transaction|\$queryRawUnsafe)$/, 'database'],
];
const DEEPEST = 2;

/** What a function reaches, through functions of the project too. */
export function effectsOf(project: CodeProject, module: Module, node: Node, depth = DEEPEST, seen = new Set<Node>()): readonly Effect[] {
  if (seen.has(node)) return [];
  seen.add(node);
  return sitesIn(module, node).flatMap((site): readonly Effect[] => {
    const repeated = repetitionOf(site, node);
    const own = effectOf(project, site, repeated);
    if (own !== undefined) return [own];
    if (depth === 0) return [];
    const called = listing(project, () => calledFunction(project, site));
    const home = called === undefined ? undefined : moduleOf(project, site, called);
    if (called === undefined || home === undefined) return [];
    return effectsOf(project, home, called, depth - 1, seen).map((effect) => ({ ...effect, ...(effect.repeated ?? repeated) === undefined ? {} : { repeated: effect.repeated ?? repeated } }) as Effect);
  });
}

/** Calls inside a function. */
export function sitesIn(module: Module, { start, end }: Node): readonly Site[] {
  return module.sites.filter(({ node }) => start <= node.start && node.end <= end);
}

/** The module that defines a function which a call runs. */
function moduleOf(project: CodeProject, { module }: Site, called: Node): Module | undefined {
  return contained(module, called) ? module : [...project.modules.values()].find((each) => contained(each, called));
}

const HOMES = new WeakMap<Module, WeakSet<Node>>();

/** True for a function at the top of a module. */
function contained(module: Module, node: Node): boolean {
  let known = HOMES.get(module);
  if (known === undefined) {
    known = new WeakSet();
    for (const binding of module.scope.bindings.values()) {
      if (binding.kind === 'function') known.add(binding.node);
      if (binding.kind === 'variable' && binding.initial !== undefined && isFunction(unwrap(binding.initial))) known.add(unwrap(binding.initial));
    }
    HOMES.set(module, known);
  }
  return known.has(node);
}

function effectOf(project: CodeProject, site: Site, repeated: Repetition | undefined): Effect | undefined {
  const { module, node } = site;
  const key = listedKey(project, module, node.callee) ?? '';
  const effect = { at: codeFact('task.effect', placeOf(site)), ...(repeated === undefined ? {} : { repeated }) };
  const kind = CALLS.find(([pattern]) => pattern.test(key))?.[1];
  if (kind !== undefined) return asksOwnOrigin(site) ? undefined : { kind, ...effect };
  if (/^(?:global#setTimeout|timers\/promises#setTimeout)$/.test(key)) return isCaught(site) ? undefined : { kind: 'sleep', ...effect, ...secondsOf(project, site, key.startsWith('timers') ? 0 : 1) };
  const callee = unwrap(node.callee);
  if (callee.type !== 'MemberExpression') return undefined;
  const method = memberName(callee) ?? '';
  const object = OBJECTS.find(([maker, methods]) => methods.test(method) && maker.test(makerOf(project, module, callee.object)));
  return object === undefined ? undefined : { kind: object[2], ...effect };
}

/** A pause after a failure, before the next attempt: most requests never come there. */
function isCaught({ path }: Site): boolean {
  for (let above = path.up; above !== undefined; above = above.up) if (above.node.type === 'CatchClause') return true;
  return false;
}

/** The key of what made the object at the head of a chain: `stripe.paymentIntents.create`. */
function makerOf(project: CodeProject, module: Module, expression: Node): string {
  const direct = listing(project, () => instanceOf(project, module, expression));
  if (direct?.kind === 'made' && direct.key !== undefined) return direct.key;
  const inner = unwrap(expression as never);
  return inner.type === 'MemberExpression' ? makerOf(project, module, inner.object) : listedKey(project, module, inner) ?? '';
}

function secondsOf(project: CodeProject, { module, node }: Site, index: number): { readonly seconds?: number } {
  const delay = node.arguments[index];
  const value = delay === undefined || delay.type === 'SpreadElement' ? undefined : readValue(project, module, delay);
  return value?.kind === 'literal' && typeof value.value === 'number' ? { seconds: value.value / 1000 } : {};
}

/** The loop of a function that a call stands in, `map` and `forEach` among them. */
function repetitionOf({ path }: Site, node: Node): Repetition | undefined {
  for (let current = path.up; current !== undefined && current.node !== node; current = current.up) {
    const found = repetition(current);
    if (found !== undefined) return found;
  }
  return undefined;
}

function repetition({ node, up }: Path): Repetition | undefined {
  if (node.type === 'ForOfStatement' || node.type === 'ForInStatement') return endsEarly(node.body) ? { kind: 'times', times: 1 } : { kind: 'each' };
  if (node.type === 'WhileStatement' || node.type === 'DoWhileStatement') return { kind: 'until' };
  if (node.type === 'ForStatement') return timesOf(node.test);
  if (!isFunction(node) || up?.node.type !== 'CallExpression') return undefined;
  return /^(?:map|forEach|flatMap)$/.test(memberName(unwrap(up.node.callee)) ?? '') ? { kind: 'each' } : undefined;
}

/** A loop that is left with the first that works goes through candidates, not through all items. */
function endsEarly(body: Node): boolean {
  return contains(body, (node) => node.type === 'ReturnStatement' || node.type === 'BreakStatement');
}

/** `i < 3` is a number of times, `i < items.length` goes through items, `attempt < retries` may be any small number. */
function timesOf(test: Node | null): Repetition {
  if (test?.type !== 'BinaryExpression') return { kind: 'until' };
  const { right } = test;
  if (right.type === 'Literal' && typeof right.value === 'number') return { kind: 'times', times: right.value };
  return right.type === 'MemberExpression' && memberName(right) === 'length' ? { kind: 'each' } : { kind: 'times', times: 1 };
}
