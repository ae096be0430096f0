import type { Expression, Node } from 'oxc-parser';
import { absent, declared, defaulted, derive, type Fact, type Known } from '../../../model/fact.ts';
import type { Retry } from '../../../model/facts/concurrency.ts';
import { optionsOf, optionValue } from '../data/options.ts';
import { surroundingsOf } from '../names/scope-of.ts';
import { placeOf, sitesOf } from '../names/sites.ts';
import { factOf, numberFact, numberOf } from '../names/value-facts.ts';
import { codeFact, listing, type CodeProject } from '../project/code-project.ts';
import type { Module, Site } from '../syntax/module.ts';
import { contains, containsOwn, keyName, lastName, unwrap } from '../syntax/tree.ts';
import { isInside, loopAround } from '../syntax/around.ts';
import { calculated } from './calculated.ts';
import { requestOf } from './request.ts';
import { limitOf } from './time-limit.ts';

type Loop = Node & { readonly type: 'ForStatement' };

/** Packages that make requests again, the option that says how often, and how often they do without it. */
const PACKAGES: readonly { readonly keys: readonly string[]; readonly library: string; readonly standard: number; readonly pace: Retry['pace']; readonly delay: string; readonly reference: string }[] = [
  { keys: ['p-retry#'], library: 'p-retry', standard: 10, pace: 'growing', delay: 'minTimeout', reference: 'https://github.com/sindresorhus/p-retry#options' },
  { keys: ['axios-retry#'], library: 'axios-retry', standard: 3, pace: 'none', delay: 'retryDelay', reference: 'https://github.com/softonic/axios-retry#options' },
];

/** What makes requests again when they fail: loops and packages. */
export function readHttpRetries(project: CodeProject): Retry[] {
  const packages = PACKAGES.flatMap((each) => sitesOf(project, ...each.keys).flatMap((site) => packageRetry(project, site, each)));
  return [...loopRetries(project), ...packages];
}

function loopRetries(project: CodeProject): readonly Retry[] {
  const seen = new Set<Node>();
  return [...project.modules.values()].flatMap(({ sites }) => sites).flatMap((site): readonly Retry[] => {
    const loop = loopAround(site.path)?.node;
    if (loop?.type !== 'ForStatement' || seen.has(loop) || requestOf(project, site) === undefined) return [];
    seen.add(loop);
    return retryingLoop(project, site, loop);
  });
}

/** `for (let attempt = 0; attempt < 3; attempt++)` around a request in a `try`, which ends when one succeeds. */
function retryingLoop(project: CodeProject, site: Site, loop: Loop): readonly Retry[] {
  const { scope, within } = listing(project, () => surroundingsOf(project, site));
  const isTried = containsOwn(loop.body, (node) => node.type === 'TryStatement' && node.handler !== null && isInside(site.node, node.block));
  const body = loop.body.type === 'BlockStatement' ? loop.body.body : [loop.body];
  const index = body.findIndex((statement) => statement.type === 'TryStatement' && isInside(site.node, statement.block));
  const tried = body[index];
  const ends = tried?.type === 'TryStatement' && [tried.block, ...body.slice(index + 1)].some((part) => containsOwn(part, leaves)) && !leaves(tried.handler?.body.body.at(-1));
  const counter = loop.init?.type === 'VariableDeclaration' ? loop.init.declarations[0] : undefined;
  const request = requestOf(project, site);
  if (scope === 'script' || !isTried || !ends || counter?.id.type !== 'Identifier' || request === undefined) return [];
  const attempts = countOf(project, site.module, loop, counter.init);
  const { timeout } = limitOf(project, site, request);
  const head = loop.body.start;
  return [{
    at: declared('http.retry', site.module.file.text.slice(loop.start, head).trim(), site.module.file, { start: loop.start, end: head }), library: 'loop', scope, within,
    attempts, timeout, write: writeAt(site, request.method), ...pausesIn(project, site.module, loop, { counter: counter.id.name, attempts }),
  }];
}

/** True for what ends the loop: a turn that succeeds does, one that fails mostly does not. */
const leaves = (node: Node | undefined): boolean => node?.type === 'ReturnStatement' || node?.type === 'BreakStatement' || node?.type === 'ThrowStatement';

function countOf(project: CodeProject, module: Module, { test }: Loop, init: Node | null): Fact<number> {
  if (test?.type !== 'BinaryExpression' || !/^<=?$/.test(test.operator) || init === null) return absent('attempts', module.file);
  const [from, to] = listing(project, () => [numberFact(project, 'attempts', module, init), numberFact(project, 'attempts', module, test.right)] as const);
  const more = test.operator === '<=' ? 1 : 0;
  return from.state === 'known' && to.state === 'known' ? derive('attempts', [to], (end) => end - from.value + more) : to;
}

/** A POST that carries no key by which the other side could know it again. */
function writeAt(site: Site, method: string | undefined): Known<string> | undefined {
  const speaksOfKey = /idempoten/i.test(site.module.file.text);
  return method === 'POST' && !speaksOfKey ? codeFact('http.request', placeOf(site)) : undefined;
}

/** `await sleep(500 * 2 ** attempt)`, `new Promise((r) => setTimeout(r, 1000))`. */
function pausesIn(project: CodeProject, module: Module, loop: Loop, { counter, attempts }: { readonly counter: string; readonly attempts: Fact<number> }): Pick<Retry, 'pace' | 'waits'> {
  const none = { pace: 'none', waits: absent('waits') } as const;
  const pause = module.sites.find(({ node }) => isInside(node, loop.body) && /^setTimeout$|sleep|delay|wait|pause|backoff/i.test(nameOf(node.callee)));
  if (pause === undefined) return none;
  const argument = nameOf(pause.node.callee) === 'setTimeout' ? pause.node.arguments[1] : pause.node.arguments[0];
  if (argument === undefined || argument.type === 'SpreadElement') return { pace: 'unknown', waits: absent('waits') };
  const grows = contains(argument, (node) => node.type === 'Identifier' && node.name === counter);
  const first = listing(project, () => calculated(project, module, argument, () => undefined));
  if (!grows && first === undefined) return { pace: 'unknown', waits: absent('waits') };
  return { pace: grows ? 'growing' : 'constant', waits: attempts.state !== 'known' || attempts.value > 20 ? absent('waits') : sumOf(project, module, argument, { counter, turns: attempts.value - 1 }) };
}

function sumOf(project: CodeProject, module: Module, argument: Node, { counter, turns }: { readonly counter: string; readonly turns: number }): Fact<number> {
  let milliseconds = 0;
  for (let turn = 0; turn < turns; turn += 1) {
    const value = listing(project, () => calculated(project, module, argument, (name) => (name === counter ? turn : undefined)));
    if (value === undefined) return absent('waits');
    milliseconds += value;
  }
  return declared('waits', milliseconds / 1000, module.file, { start: argument.start, end: argument.end });
}

const nameOf = (callee: Expression): string => lastName(unwrap(callee)) ?? '';

function packageRetry(project: CodeProject, site: Site, { library, standard, pace, delay, reference }: (typeof PACKAGES)[number]): readonly Retry[] {
  const { scope, within } = listing(project, () => surroundingsOf(project, site));
  if (scope === 'script') return [];
  const options = optionsOf(project, site);
  const value = optionValue(project, options, 'retries');
  const retries: Fact<number> = value === undefined ? defaulted('retries', standard, library, reference) : factOf(project, 'retries', value, numberOf);
  const inner = site.module.sites.find((each) => isInside(each.node, site.node) && requestOf(project, each) !== undefined);
  const request = inner === undefined ? undefined : requestOf(project, inner);
  const hasDelay = options?.node.type === 'ObjectExpression' && options.node.properties.some((property) => property.type === 'Property' && keyName(property.key, property.computed) === delay);
  return [{
    at: codeFact('http.retry', placeOf(site)), library, scope, within, attempts: retries.state === 'known' ? derive('attempts', [retries], (count) => count + 1) : retries,
    timeout: inner === undefined || request === undefined ? absent('timeout', site.module.file) : limitOf(project, inner, request).timeout,
    waits: absent('waits'), pace: hasDelay ? 'growing' : pace, write: inner === undefined ? undefined : writeAt(inner, request?.method),
  }];
}
