import type { Node } from 'oxc-parser';
import type { DatabaseCall, QueryLoop } from '../../../model/facts/queries.ts';
import { callsOf } from '../names/calls.ts';
import { surroundingsOf } from '../names/scope-of.ts';
import { placeOf } from '../names/sites.ts';
import { codeFact, listing, type CodeProject } from '../project/code-project.ts';
import type { Module, Site } from '../syntax/module.ts';
import { isFunction, memberName, type FunctionNode } from '../syntax/tree.ts';
import { askedBy } from './asked.ts';
import { chainOf } from './chains.ts';
import { loopAround, usesAny, type LoopAround } from './loops.ts';
import { transactionAround } from './transactions.ts';

/** What the program asks of its database. */
export function readDatabaseCalls(project: CodeProject): DatabaseCall[] {
  const calls: DatabaseCall[] = [];
  for (const module of project.modules.values()) {
    for (const site of module.sites) {
      const chain = chainOf(site);
      const asked = chain === undefined ? undefined : askedBy(project, module, chain);
      if (chain === undefined || asked === undefined) continue;
      const { scope, within } = listing(project, () => surroundingsOf(project, site));
      if (scope === 'script') continue;
      const around = loopAround(project, site) ?? callerLoop(project, site);
      calls.push({
        at: codeFact('database.call', placeOf(site)), call: chain.names.join('.'), ...asked, scope, within,
        loop: isBatched(asked.library, chain.names.at(-1), around) ? undefined : loopOf(project, module, around),
        usesItem: around !== undefined && (around.loop.kind === 'caller' || usesAny(site.node, around.changing)),
        transaction: transactionAround(project, site),
        ...(isUsed(site) ? { isUsed: true } : {}),
      });
    }
  }
  return calls;
}

/** True where something takes what the call gives: a name, an argument, a list of results that is looked at. */
function isUsed({ path }: Site): boolean {
  let above = path.up;
  for (let step = 0; above !== undefined && step < 12; step += 1, above = above.up) {
    const { node } = above;
    if (node.type === 'ExpressionStatement') return false;
    const passesOn = node.type === 'AwaitExpression' || node.type === 'ArrowFunctionExpression' || node.type === 'ReturnStatement' || node.type === 'BlockStatement' || isCollected(node);
    if (!passesOn) return true;
  }
  return true;
}

/** `rows.map(...)` and `Promise.all(...)`, with the member between. */
function isCollected(node: Node): boolean {
  return node.type === 'CallExpression' && node.callee.type === 'MemberExpression' && /^(map|forEach|all|allSettled)$/.test(memberName(node.callee) ?? '');
}

/** Prisma puts all `findUnique` of one tick into one query: https://www.prisma.io/docs/orm/prisma-client/queries/query-optimization-performance */
function isBatched(library: string, method: string | undefined, around: LoopAround | undefined): boolean {
  return library === 'prisma' && method?.startsWith('findUnique') === true && around?.isAtOnce === true;
}

function loopOf(project: CodeProject, module: Module, around: LoopAround | undefined): QueryLoop | undefined {
  if (around?.body === undefined || !waitsForOthers(project, module, around.body)) return around?.loop;
  return { ...around.loop, excuses: [...around.loop.excuses, 'waits'] };
}

/** True where code waits for a call that asks no database. */
function waitsForOthers(project: CodeProject, module: Module, { start, end }: Node): boolean {
  return module.sites.some((site) => {
    const { node, path: { up } } = site;
    if (node.start < start || node.end > end || up?.node.type !== 'AwaitExpression' || isCollected(node)) return false;
    const chain = chainOf(site);
    return chain === undefined || !(/^\$?transaction$/.test(chain.names.at(-1) ?? '') || askedBy(project, module, chain) !== undefined);
  });
}

/** The loop in which another function of the file calls the one around a call, with something that changes in each round. */
function callerLoop(project: CodeProject, { module, path }: Site): LoopAround | undefined {
  let owner: FunctionNode | undefined;
  for (let current = path.up; current !== undefined && owner === undefined; current = current.up) {
    if (isFunction(current.node)) owner = current.node;
    // What stands under a condition may be a way out of a cache, or an error.
    else if (/^(If|For|ForOf|ForIn|While|DoWhile|Switch)Statement$|^(Conditional|Logical)Expression$/.test(current.node.type)) return undefined;
  }
  if (owner === undefined) return undefined;
  for (const site of listing(project, () => callsOf(project, module, owner))) {
    const around = site.module === module ? loopAround(project, site) : undefined;
    if (around === undefined || !site.node.arguments.some((each) => usesAny(each, around.changing)) || listing(project, () => surroundingsOf(project, site)).scope === 'script') continue;
    const excuses = isAlone(site) ? around.loop.excuses : [...around.loop.excuses, 'busy' as const];
    return { ...around, body: owner, loop: { kind: 'caller', excuses, at: codeFact('loop', placeOf(site)) } };
  }
  return undefined;
}

/** True where the call is all that a round does. */
function isAlone({ path }: Site): boolean {
  for (let current = path.up; current !== undefined; current = current.up) {
    if (current.node.type === 'BlockStatement') return current.node.body.length === 1;
    if (isFunction(current.node) || (current.node.type.endsWith('Statement') && current.node.type !== 'ExpressionStatement')) return true;
  }
  return true;
}
