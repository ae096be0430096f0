import type { Node } from 'oxc-parser';
import type { WaitInTurn } from '../../../model/facts/concurrency.ts';
import { surroundingsOf } from '../names/scope-of.ts';
import { placeOf } from '../names/sites.ts';
import { codeFact, listing, type CodeProject } from '../project/code-project.ts';
import type { Module, Site } from '../syntax/module.ts';
import { contains, containsOwn, lastName, memberName, unwrap, type Path } from '../syntax/tree.ts';
import { askedBy } from './asks.ts';
import { above, loopAround } from '../syntax/around.ts';

const PAUSES = /^(?:sleep|delay|wait|waitFor|pause|setTimeout|setImmediate)$|sleep|delay|backoff|throttle/i;
const MUTATES = /^(?:push|unshift|pop|shift|splice|set|add|delete|append|concat)$/;

/** Awaits that wait for one another without need. What asks a database or a cache belongs to one connection, and is left alone. */
export function readWaitsInTurn(project: CodeProject): WaitInTurn[] {
  const loops = new Set<Node>();
  return [...project.modules.values()].flatMap(({ sites }) => sites).flatMap((site): readonly WaitInTurn[] => {
    const loop = loopAround(site.path)?.node;
    const awaited = above(site.path);
    if (awaited?.node.type !== 'AwaitExpression') return [];
    const others = loop === undefined ? followers(project, site, awaited) : [];
    const kind = loop !== undefined && !loops.has(loop) && waitsInLoop(project, site) ? 'loop' : others.length > 0 ? 'sequence' : undefined;
    if (kind === undefined) return [];
    if (loop !== undefined) loops.add(loop);
    const { scope, within } = listing(project, () => surroundingsOf(project, site));
    if (scope === 'script') return [];
    return [{ kind, at: codeFact('async.wait', placeOf(site)), others: others.map((each) => codeFact('async.wait', placeOf(each))), scope, within }];
  });
}

function waitsInLoop(project: CodeProject, site: Site): boolean {
  const loop = loopAround(site.path)?.node;
  if (loop?.type !== 'ForOfStatement' || loop.await) return false;
  const declared = new Set(namesIn(loop.left));
  const used = new Set([...site.node.arguments.flatMap(namesIn), ...namesIn(site.node.callee)]);
  if (![...declared].some((name) => used.has(name)) || endsEarly(loop.body) || isCarried(loop.body, site.node, used)) return false;
  const asked = askedBy(project, site);
  return asked.http && !asked.data && !asked.limited;
}

/** True where a loop may end before its list does, gives what it has while it goes on, or pauses for the sake of who is asked. */
function endsEarly(body: Node): boolean {
  return containsOwn(body, (node) => node.type === 'BreakStatement' || node.type === 'ReturnStatement' || node.type === 'YieldExpression'
    || (node.type === 'CallExpression' && PAUSES.test(lastName(unwrap(node.callee)) ?? '')));
}

/** True where a turn uses what an earlier one left. */
function isCarried(body: Node, call: Node, used: ReadonlySet<string>): boolean {
  return contains(body, (node) => {
    if (node.type === 'AssignmentExpression') return changedBy(node.left).some((name) => used.has(name));
    if (node.type === 'UpdateExpression') return changedBy(node.argument).some((name) => used.has(name));
    if (node.type !== 'CallExpression' || node === call) return false;
    const callee = unwrap(node.callee);
    return callee.type === 'MemberExpression' && MUTATES.test(memberName(callee) ?? '') && callee.object.type === 'Identifier' && used.has(callee.object.name);
  });
}

/** What an assignment changes: names, or the object that a member belongs to. */
function changedBy(target: Node): readonly string[] {
  let current = target;
  while (current.type === 'MemberExpression') current = unwrap(current.object) as Node;
  return namesIn(current);
}

/** The awaits right behind one in its block that need nothing of it. */
function followers(project: CodeProject, site: Site, awaited: Path): readonly Site[] {
  const declaration = above(awaited)?.up;
  const block = declaration?.up?.node;
  if (declaration?.node.type !== 'VariableDeclaration' || block?.type !== 'BlockStatement') return [];
  const index = block.body.indexOf(declaration.node);
  if (readAt(project, site, block.body[index])?.site !== site || readAt(project, site, block.body[index - 1]) !== undefined) return [];
  const names = new Set(namesIn(declaration.node.declarations[0]?.id));
  const found: Site[] = [];
  for (const statement of block.body.slice(index + 1)) {
    const next = readAt(project, site, statement);
    if (next === undefined || contains(next.site.node, (node) => node.type === 'Identifier' && names.has(node.name))) break;
    for (const name of next.names) names.add(name);
    found.push(next.site);
  }
  return found;
}

const SITES = new WeakMap<Module, ReadonlyMap<Node, Site>>();

/** The site of a call. */
function siteAt(module: Module, node: Node): Site | undefined {
  const known = SITES.get(module) ?? new Map(module.sites.map((site) => [site.node, site]));
  SITES.set(module, known);
  return known.get(node);
}

/** `const a = await f()`, where f reads from another service. */
function readAt(project: CodeProject, { module }: Site, statement: Node | undefined): { readonly site: Site; readonly names: readonly string[] } | undefined {
  const declared = statement?.type === 'VariableDeclaration' && statement.declarations.length === 1 ? statement.declarations[0] : undefined;
  const value = declared?.init?.type === 'AwaitExpression' ? unwrap(declared.init) : undefined;
  if (declared === undefined || value?.type !== 'CallExpression') return undefined;
  const site = siteAt(module, value);
  const asked = site === undefined ? undefined : askedBy(project, site);
  return site === undefined || asked === undefined || !asked.http || asked.data || asked.writes || asked.limited ? undefined : { site, names: namesIn(declared.id) };
}

/** The names in a pattern or an expression. */
function namesIn(node: Node | null | undefined): readonly string[] {
  const names: string[] = [];
  if (node !== null && node !== undefined) contains(node, (part) => {
    if (part.type === 'Identifier') names.push(part.name);
    return false;
  });
  return names;
}
