import type { Node } from 'oxc-parser';
import type { LostTask } from '../../../model/facts/concurrency.ts';
import { calledFunction } from '../names/calls.ts';
import { resolve } from '../names/resolve.ts';
import { surroundingsOf } from '../names/scope-of.ts';
import { placeOf, sitesNamed } from '../names/sites.ts';
import { codeFact, listing, type CodeProject } from '../project/code-project.ts';
import type { Site } from '../syntax/module.ts';
import { childrenOf, isFunction, lastName, textOf, unwrap, type FunctionNode } from '../syntax/tree.ts';
import { above } from '../syntax/around.ts';

/** Calls of asynchronous functions of the program, in handlers and jobs, whose promise nobody waits for and whose failure nobody catches. */
export function readLostPromises(project: CodeProject): LostTask[] {
  if (isCaughtElsewhere(project)) return [];
  return [...project.modules.values()].flatMap(({ sites }) => sites).flatMap((site): readonly LostTask[] => {
    const called = isDropped(site) ? listing(project, () => calledFunction(project, site)) : undefined;
    if (called === undefined || !called.async || called.generator || !mayReject(called) || isHarmless(project, site, called)) return [];
    const { scope, within } = listing(project, () => surroundingsOf(project, site));
    const callee = unwrap(site.node.callee);
    const name = lastName(callee) ?? 'a function';
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

/** `process.on('unhandledRejection', ...)` catches them all, whatever it does then; without it they become uncaught exceptions. */
function isCaughtElsewhere(project: CodeProject): boolean {
  return sitesNamed(project, 'on', 'once').some(({ node }) => /^(?:unhandledRejection|uncaughtException)$/.test(textOf(node.arguments[0]) ?? ''));
}

/** True where all that a function waits for are functions of the project that catch their own failures. */
function isHarmless(project: CodeProject, site: Site, called: FunctionNode): boolean {
  const target = listing(project, () => resolve(project, site.module, site.node.callee));
  if (target.kind !== 'value') return false;
  const inner = target.module.sites.filter(({ node }) => called.start <= node.start && node.end <= called.end && node.type === 'CallExpression');
  const awaited = inner.filter(({ path }) => above(path)?.node.type === 'AwaitExpression');
  const counts = (node: Node, type: Node['type']): number => (node.type === type ? 1 : 0) + childrenOf(node).reduce((sum, each) => sum + counts(each, type), 0);
  if (awaited.length === 0 || awaited.length < counts(called, 'AwaitExpression') || counts(called, 'ThrowStatement') > 0) return false;
  return awaited.every((each) => {
    const own = listing(project, () => calledFunction(project, each));
    return own !== undefined && own.async && !mayReject(own);
  });
}

/** False where all that waits or throws stands in the `try` of a `catch`. */
export function mayReject(node: FunctionNode): boolean {
  return node.body !== null && isUncaught(node.body);
}

function isUncaught(node: Node): boolean {
  if (isFunction(node)) return false;
  if (node.type === 'AwaitExpression' || node.type === 'ThrowStatement') return true;
  if (node.type === 'TryStatement' && node.handler !== null) return isUncaught(node.handler.body) || (node.finalizer !== null && isUncaught(node.finalizer));
  return childrenOf(node).some(isUncaught);
}
