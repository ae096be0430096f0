import type { Node } from 'oxc-parser';
import type { WorkGroup } from '../../../model/facts/concurrency.ts';
import { listedKey, resolve } from '../names/resolve.ts';
import { surroundingsOf } from '../names/scope-of.ts';
import { placeOf, sitesOf } from '../names/sites.ts';
import { codeFact, listing, type CodeProject } from '../project/code-project.ts';
import { lookUp, type Module, type Site } from '../syntax/module.ts';
import { argumentAt, isFunction, memberName, unwrap } from '../syntax/tree.ts';
import { askedIn, functionAt, type Asked } from './asks.ts';
import { loopAround } from '../syntax/around.ts';
import { mayReject } from './lost-promises.ts';
import { pushedInto, type Pushed } from './pushed.ts';

/** Batches that a loop around goes through, by their names. */
const BATCH = /batch|chunk|page|slice|group|window|part/i;

/** Work that is started all at once: `Promise.all(items.map(async (item) => ...))`. */
export function readWorkGroups(project: CodeProject): WorkGroup[] {
  return ['all', 'allSettled'].flatMap((name) => sitesOf(project, `global#Promise.${name}`).flatMap((site) => groupAt(project, site, `Promise.${name}`)));
}

function groupAt(project: CodeProject, site: Site, call: string): readonly WorkGroup[] {
  const first = argumentAt(site.node, 0);
  if (first === undefined) return [];
  const { scope, within } = listing(project, () => surroundingsOf(project, site));
  if (scope === 'script') return [];
  const mapped = mappedAt(project, site.module, first);
  const pushed = mapped === undefined ? pushedInto(project, site, first) : undefined;
  if (pushed !== undefined) return [pushedGroup(project, site, pushed, { call, scope, within })];
  const worker = mapped === undefined ? undefined : functionAt(project, mapped.module, mapped.task);
  const asked = worker === undefined ? askedIn(project, site.module, first) : askedIn(project, worker.module, worker.node);
  const over = mapped === undefined ? undefined : overText(mapped.module, mapped.over);
  return [{
    at: codeFact('async.group', placeOf(site)), call, scope, within, over,
    few: mapped === undefined || isFew(project, mapped.module, mapped.over) || (loopAround(site.path) !== undefined && BATCH.test(over ?? '')),
    limited: asked.limited, asks: asksOf(asked), settles: call !== 'Promise.all' || (worker !== undefined && isFunction(worker.node) && worker.node.async && !mayReject(worker.node)),
  }];
}

function pushedGroup(project: CodeProject, site: Site, { over, asked, settles }: Pushed, around: Pick<WorkGroup, 'call' | 'scope' | 'within'>): WorkGroup {
  return {
    at: codeFact('async.group', placeOf(site)), ...around, over: overText(site.module, over), few: isFew(project, site.module, over) || BATCH.test(overText(site.module, over)),
    limited: asked.limited, asks: asksOf(asked), settles: around.call !== 'Promise.all' || settles,
  };
}

const asksOf = ({ http, data }: Asked): WorkGroup['asks'] => [...(http ? ['http' as const] : []), ...(data ? ['data' as const] : [])];

function overText({ file }: Module, { start, end }: Node): string {
  const text = file.text.slice(start, end).replace(/\s+/g, ' ');
  return text.length < 60 ? text : `${text.slice(0, 57)}...`;
}

/** The list and the function of `list.map(task)`, behind a name too. */
function mappedAt(project: CodeProject, module: Module, argument: Node): { readonly module: Module; readonly over: Node; readonly task: Node } | undefined {
  const own = unwrap(argument as never) as Node;
  const target = own.type === 'Identifier' ? listing(project, () => resolve(project, module, own)) : undefined;
  const at = target?.kind === 'value' ? target : { module, node: own };
  if (at.node.type !== 'CallExpression') return undefined;
  const callee = unwrap(at.node.callee);
  const task = argumentAt(at.node, 0);
  if (callee.type !== 'MemberExpression' || memberName(callee) !== 'map' || task === undefined) return undefined;
  return { module: at.module, over: unwrap(callee.object as never), task };
}

/** True for a list that is written down, cut to a number, or as long as a literal. */
function isFew(project: CodeProject, module: Module, over: Node): boolean {
  const target = listing(project, () => resolve(project, module, over));
  if (target.kind === 'external') return true;
  const { node } = target.kind === 'value' ? target : { node: over };
  if (node.type === 'ArrayExpression') return node.elements.length > 0 && node.elements.every((element) => element?.type !== 'SpreadElement');
  if (isNamedConstant(module, over)) return true;
  if (node.type !== 'CallExpression') return false;
  const name = memberName(unwrap(node.callee)) ?? '';
  if (/^(?:slice|splice)$/.test(name)) return node.arguments.length > 1 || node.arguments[0]?.type === 'UnaryExpression';
  const callee = unwrap(node.callee);
  if (/^(?:filter|sort|reverse|flat|concat)$/.test(name) && callee.type === 'MemberExpression') return isFew(project, module, callee.object);
  const key = listing(project, () => listedKey(project, module, callee));
  const [first] = node.arguments;
  return (key === 'global#Object.keys' || key === 'global#Object.entries' || key === 'global#Object.values') && first !== undefined && isObject(project, module, first);
}

function isObject(project: CodeProject, module: Module, node: Node): boolean {
  const target = listing(project, () => resolve(project, module, node));
  return isNamedConstant(module, node) || (target.kind === 'value' && target.node.type === 'ObjectExpression' && target.node.properties.length > 0);
}

/** `REGIONS`: a list that somebody wrote, imported from a place that we did not open. */
function isNamedConstant(module: Module, node: Node): boolean {
  return node.type === 'Identifier' && /^[A-Z][A-Z0-9_]+$/.test(node.name) && lookUp(module, node.name, node.start)?.kind !== 'parameter';
}
