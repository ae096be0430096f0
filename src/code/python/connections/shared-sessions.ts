import type { PythonExpression } from '../../../documents/python-tree.ts';
import type { SharedSession } from '../../../model/facts/connections.ts';
import { targetsOf } from '../follow.ts';
import { instanceOf } from '../instances.ts';
import { externalName, isFrom, originOf } from '../origins.ts';
import { callsOf, type Program } from '../program.ts';
import type { CallSite, Place } from '../python-file.ts';
import { scopeOf } from '../scopes.ts';
import { shown } from '../shown.ts';
import { withParts } from '../walk.ts';
import { isAsyncSession, madeSession } from './factories.ts';

/**
 * Sessions and connections that coroutines of one `gather` or task group use at the same time.
 * https://docs.sqlalchemy.org/en/20/orm/extensions/asyncio.html#using-asyncsession-with-concurrent-tasks
 */
export function sharedSessions(program: Program): readonly SharedSession[] {
  const sites = [...callsOf(program)];
  return [...sites.flatMap((site) => gathered(program, site)), ...grouped(program, sites)];
}

function gathered(program: Program, site: CallSite): readonly SharedSession[] {
  const { call, place } = site;
  if (externalName(program, call.callee, place) !== 'asyncio.gather' || !scopeOf(program, site).served) return [];
  const counts = new Map<string, number>();
  for (const { value, splat } of call.arguments) {
    for (const [name, count] of usersIn(program, value, place, splat === '*')) counts.set(name, (counts.get(name) ?? 0) + count);
  }
  return shared(program, site, counts, 'asyncio.gather');
}

/** Names with how many coroutines of an argument use them: several where the argument is made in a loop. */
function usersIn(program: Program, value: PythonExpression, place: Place, isSpread: boolean): ReadonlyMap<string, number> {
  const [target] = isSpread && value.kind === 'name' ? targetsOf(program, { expression: value, place }) : [];
  const expression = target?.expression ?? value;
  const coroutines = isSpread && expression.kind === 'list' ? expression.items : [expression];
  // A comprehension runs its first part for each item.
  const weight = isSpread && expression.kind === 'other' ? 2 : 1;
  const result = new Map<string, number>();
  for (const each of coroutines) for (const name of namesUsed(each)) result.set(name, (result.get(name) ?? 0) + weight);
  return result;
}

/** Names that a coroutine call gets or whose method it is. */
function namesUsed(expression: PythonExpression): ReadonlySet<string> {
  const [first] = expression.kind === 'other' ? expression.parts : [expression];
  if (first?.kind !== 'call') return new Set();
  const parts = [...withParts(first)].filter((each) => each.kind !== 'lambda');
  return new Set(parts.flatMap((each) => (each.kind === 'name' ? [each.name] : [])));
}

/** `tg.create_task(f(session))` twice, or in a loop. */
function grouped(program: Program, sites: readonly CallSite[]): readonly SharedSession[] {
  const groups = new Map<string, { readonly site: CallSite; readonly counts: Map<string, number>; readonly call: string }>();
  for (const site of sites) {
    const { callee } = site.call;
    if (callee.kind !== 'attribute' || !/^(create_task|start_soon)$/.test(callee.name) || callee.object.kind !== 'name') continue;
    const library = instanceOf(program, callee.object, site.place)?.library;
    if (!isFrom(library, 'asyncio', 'TaskGroup') && !isFrom(library, 'anyio', 'create_task_group', 'TaskGroup')) continue;
    if (!scopeOf(program, site).served) continue;
    const key = `${site.place.file.path}:${site.place.chain.at(-1)?.range.start ?? 0}:${callee.object.name}`;
    const group = groups.get(key) ?? { site, counts: new Map<string, number>(), call: `${callee.object.name}.${callee.name}` };
    groups.set(key, group);
    const names = new Set(site.call.arguments.flatMap(({ value }) => [...withParts(value)].flatMap((each) => (each.kind === 'name' ? [each.name] : []))));
    for (const name of names) group.counts.set(name, (group.counts.get(name) ?? 0) + (site.inLoop ? 2 : 1));
  }
  return [...groups.values()].flatMap(({ site, counts, call }) => shared(program, site, counts, call));
}

/** The first of the names that several use and that is a session. */
function shared(program: Program, site: CallSite, counts: ReadonlyMap<string, number>, call: string): readonly SharedSession[] {
  for (const [name, count] of counts) {
    const what = count > 1 ? sessionNamed(program, name, site) : undefined;
    if (what !== undefined) return [{ at: shown('call', site.place.file, site.call.range), session: name, what, call }];
  }
  return [];
}

/** What a name stands for at a call, where that is one session or connection. */
function sessionNamed(program: Program, name: string, { call, place }: CallSite): string | undefined {
  const expression: PythonExpression = { kind: 'name', name, range: call.range };
  const made = instanceOf(program, expression, place);
  if (isAsyncSession(made?.library)) return 'AsyncSession';
  if (isFrom(made?.library, 'asyncpg', 'connect', 'Connection')) return 'asyncpg connection';
  if (made?.call !== undefined && madeSession(program, { call: made.call, place: made.place }) === 'async') return 'AsyncSession';
  const origin = originOf(program, expression, place);
  const bound = origin?.kind === 'symbol' ? origin.bindings.find((each) => each.kind === 'value') : undefined;
  if (origin?.kind !== 'symbol' || bound?.kind !== 'value' || bound.value.kind !== 'call') return undefined;
  if (madeSession(program, { call: bound.value, place: origin.place }) === 'async') return 'AsyncSession';
  return isAcquired(program, bound.value, origin.place) ? 'asyncpg connection' : undefined;
}

/** `pool.acquire()` of asyncpg. */
function isAcquired(program: Program, { callee }: PythonExpression & { readonly kind: 'call' }, place: Place): boolean {
  return callee.kind === 'attribute' && callee.name === 'acquire' && isFrom(instanceOf(program, callee.object, place)?.library, 'asyncpg', 'create_pool', 'Pool');
}
