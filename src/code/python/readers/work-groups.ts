import { absent } from '../../../model/fact.ts';
import type { WorkGroup, WorkLimit } from '../../../model/facts/concurrency.ts';
import { follow, targetsOf } from '../follow.ts';
import { numberFact } from '../followed.ts';
import { methodOf } from '../instances.ts';
import { externalName, functionOf, isFrom } from '../origins.ts';
import { callsOf, type Program } from '../program.ts';
import type { CallSite, Spot } from '../python-file.ts';
import type { ReaderResult } from '../reader.ts';
import { scopeOf } from '../scopes.ts';
import { argumentOf, shown } from '../shown.ts';
import { askedBy, type Asked } from '../waiting/asks.ts';
import { piecesOf } from '../waiting/group.ts';
import { everyExpression, everyStatement, withParts } from '../walk.ts';
import { listFact } from './list-fact.ts';

/** A number of pieces that nobody needs to limit. */
const FEW = 20;

/** Work that is started all at once, and what lets only some of it run. */
export function readWorkGroups(program: Program): ReaderResult {
  const groups: WorkGroup[] = [];
  const limits: WorkLimit[] = [];
  for (const site of callsOf(program)) {
    const name = externalName(program, site.call.callee, site.place);
    if (isFrom(name, 'asyncio', 'gather')) groups.push(...groupOf(program, site));
    if (isFrom(name, 'asyncio', 'Semaphore', 'BoundedSemaphore')) limits.push(...limitOf(program, site));
  }
  return { facts: { 'async.groups': listFact('async.groups', groups, ({ at }) => at), 'async.limits': listFact('async.limits', limits, ({ at }) => at) } };
}

function groupOf(program: Program, site: CallSite): readonly WorkGroup[] {
  const { scope, within, served } = scopeOf(program, site);
  if (!served) return [];
  const { call, place } = site;
  const { each, over } = piecesOf(program, site);
  const asked: readonly Asked[] = each.map((piece) => askedBy(program, piece));
  const settles = argumentOf(call, undefined, 'return_exceptions');
  return [{
    at: shown('group', place.file, call.range), call: 'asyncio.gather', scope, within,
    over: over && place.file.source.text.slice(over.expression.range.start, over.expression.range.end).replace(/\s+/g, ' '),
    few: over === undefined || isFew(program, over),
    limited: asked.some(({ limited }) => limited),
    asks: [...(asked.some(({ http }) => http) ? ['http' as const] : []), ...(asked.some(({ data }) => data) ? ['data' as const] : [])],
    settles: (settles?.kind === 'boolean' && settles.value) || (each.length > 0 && each.every((piece) => catchesItsOwn(program, piece))),
  }];
}

/** True for a call of a function of the project that catches whatever it waits for. */
function catchesItsOwn(program: Program, { call, place }: Pick<CallSite, 'call' | 'place'>): boolean {
  const own = functionOf(program, call.callee, place) ?? methodOf(program, call.callee, place);
  return own !== undefined && own.node.body.every((statement) => (statement.kind === 'try'
    ? statement.handlers.length > 0 && !statement.handlers.flat().some(({ kind }) => kind === 'raise')
    : ![...everyExpression([statement])].some(({ kind }) => kind === 'await')));
}

/** True for a list that is written down or cut to a number, and for one that an outer loop hands over: a batch. */
function isFew(program: Program, over: Spot): boolean {
  const { expression, place } = over;
  if (expression.kind === 'call') {
    const [first] = expression.arguments;
    if (isFrom(externalName(program, expression.callee, place), 'builtins', 'range')) {
      const value = expression.arguments.length === 1 && first !== undefined ? numberFact('range', follow(program, { expression: first.value, place })) : undefined;
      return value?.state === 'known' && value.value <= FEW;
    }
    return isFrom(externalName(program, expression.callee, place), 'builtins', 'enumerate', 'zip', 'sorted', 'list', 'set', 'reversed') && first !== undefined
      && isFew(program, { expression: first.value, place });
  }
  if (expression.kind === 'subscript') return expression.index.kind === 'other';
  if (expression.kind === 'attribute' && expression.object.kind === 'name' && /^[A-Z_]+$/.test(expression.name)) return true;
  if (expression.kind === 'list' || expression.kind === 'tuple' || expression.kind === 'set' || expression.kind === 'dict') return true;
  if (expression.kind !== 'name' && expression.kind !== 'attribute') return false;
  if (expression.kind === 'name' && isLoopVariable(over)) return true;
  const targets = targetsOf(program, over);
  return targets.length > 0 && targets.every((target) => target.expression !== expression && target.expression.kind !== 'name' && isWritten(program, target));
}

function isWritten(program: Program, target: Spot): boolean {
  const { expression } = target;
  if (expression.kind === 'list' || expression.kind === 'set') return expression.items.length > 0;
  return expression.kind !== 'call' && isFew(program, target);
}

/** True for what a loop around goes through. */
function isLoopVariable({ expression, place }: Spot): boolean {
  if (expression.kind !== 'name') return false;
  const node = place.chain.at(-1);
  return node?.kind === 'function' && [...everyStatement(node.body)].some((statement) => statement.kind === 'loop'
    && statement.range.start <= expression.range.start && expression.range.end <= statement.range.end
    && [...withParts(statement.header[0] ?? expression)].some((part) => part.kind === 'name' && part.name === expression.name));
}

function limitOf(program: Program, site: CallSite): readonly WorkLimit[] {
  const { within, served } = scopeOf(program, site);
  const value = argumentOf(site.call, 0, 'value');
  if (!served) return [];
  const most = value === undefined ? absent('most', site.place.file.source) : numberFact('most', follow(program, { expression: value, place: site.place }));
  return [{ at: shown('limit', site.place.file, site.call.range), most, within }];
}
