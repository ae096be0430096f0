import type { Node } from 'oxc-parser';
import type { LostTask } from '../../../model/facts/concurrency.ts';
import { calledFunction } from '../names/calls.ts';
import { surroundingsOf } from '../names/scope-of.ts';
import { placeOf, sitesNamed } from '../names/sites.ts';
import { codeFact, listing, type CodeProject } from '../project/code-project.ts';
import type { Site } from '../syntax/module.ts';
import { containsOwn, memberName, textOf, unwrap, type FunctionNode } from '../syntax/tree.ts';
import { above } from './loops.ts';

/** Calls of asynchronous functions of the program, in handlers and jobs, whose promise nobody waits for and whose failure nobody catches. */
export function readLostPromises(project: CodeProject): LostTask[] {
  if (isCaughtElsewhere(project)) return [];
  return [...project.modules.values()].flatMap(({ sites }) => sites).flatMap((site): readonly LostTask[] => {
    const called = isDropped(site) ? listing(project, () => calledFunction(project, site)) : undefined;
    if (called === undefined || !called.async || called.generator || !mayReject(called)) return [];
    const { scope, within } = listing(project, () => surroundingsOf(project, site));
    const callee = unwrap(site.node.callee);
    const name = callee.type === 'Identifier' ? callee.name : memberName(callee) ?? 'a function';
    return scope === 'script' ? [] : [{ at: codeFact('async.lostTask', placeOf(site)), call: name, scope, within }];
  });
}

/** A statement of its own, also behind `void`. */
function isDropped({ node, path }: Site): boolean {
  if (node.type !== 'CallExpression') return false;
  const outer = above(path);
  const statement = outer?.node.type === 'UnaryExpression' && outer.node.operator === 'void' ? above(outer) : outer;
  return statement?.node.type === 'ExpressionStatement';
}

/** `process.on('unhandledRejection', ...)` catches them all, whatever it does then. */
function isCaughtElsewhere(project: CodeProject): boolean {
  return sitesNamed(project, 'on', 'once').some(({ node }) => textOf(node.arguments[0]) === 'unhandledRejection');
}

/** False where all that waits stands in a `try` whose `catch` throws nothing. */
export function mayReject(node: FunctionNode): boolean {
  if (node.body?.type !== 'BlockStatement') return true;
  return node.body.body.some((statement) => (statement.type === 'TryStatement' ? !isCaught(statement) : waits(statement)));
}

function isCaught(statement: Node & { readonly type: 'TryStatement' }): boolean {
  return statement.handler !== null && !waits(statement.handler.body) && (statement.finalizer === null || !waits(statement.finalizer));
}

/** True where code awaits or throws itself. */
const waits = (node: Node): boolean => containsOwn(node, ({ type }) => type === 'AwaitExpression' || type === 'ThrowStatement');
