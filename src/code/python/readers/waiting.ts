import type { PythonStatement } from '../../../documents/python-tree.ts';
import type { Computation, LoopRun, LostTask, WaitInTurn } from '../../../model/facts/concurrency.ts';
import { instanceOf } from '../instances.ts';
import { externalName, isFrom } from '../origins.ts';
import { callsOf, type Program } from '../program.ts';
import type { CallSite } from '../python-file.ts';
import type { ReaderResult } from '../reader.ts';
import { scopeOf } from '../scopes.ts';
import { shown } from '../shown.ts';
import { computationName } from '../waiting/computations.ts';
import { independentFollowers, waitsForOthersInLoop } from '../waiting/in-turn.ts';
import { around, isDropped } from '../waiting/statement.ts';
import { listFact } from './list-fact.ts';

/** How the program waits: awaits in turn, tasks that nobody keeps, loops inside of handlers, work for the processor. */
export function readWaiting(program: Program): ReaderResult {
  const loops = new Set<PythonStatement>();
  const waits: WaitInTurn[] = [];
  const tasks: LostTask[] = [];
  const runs: LoopRun[] = [];
  const computations: Computation[] = [];
  for (const site of callsOf(program)) {
    const within = site.place.chain.findLast((node) => node.kind === 'function');
    const inAsync = within?.kind === 'function' && within.async;
    if (inAsync && site.awaited && !site.deferred) waits.push(...waitsAt(program, site, loops));
    if (isLost(program, site)) tasks.push(...served(program, site, (at) => ({ ...at, at: shown('task', site.place.file, site.call.range), call: 'asyncio.create_task' })));
    const run = runName(program, site);
    if (run !== undefined) runs.push(...served(program, site, (at) => ({ ...at, at: shown('run', site.place.file, site.call.range), call: run, inAsync })));
    const computed = within?.kind === 'function' && inAsync && !site.awaited && !site.deferred ? computationName(program, site) : undefined;
    if (computed !== undefined) computations.push(...served(program, site, (at) => ({ ...at, at: shown('computation', site.place.file, site.call.range), call: computed, within: within?.name ?? '' })));
  }
  return { facts: {
    'async.waitsInTurn': listFact('async.waitsInTurn', waits, ({ at }) => at), 'async.lostTasks': listFact('async.lostTasks', tasks, ({ at }) => at),
    'async.loopRuns': listFact('async.loopRuns', runs, ({ at }) => at), 'async.computations': listFact('async.computations', computations, ({ at }) => at),
  } };
}

/** What is made of a call of the served program; nothing of a script's. */
function served<T>(program: Program, site: CallSite, make: (at: Pick<LostTask, 'scope' | 'within'>) => T): readonly T[] {
  const { scope, within, served: isServed } = scopeOf(program, site);
  return isServed ? [make({ scope, within })] : [];
}

/** One await of each loop is enough: the others wait for the same turn. */
function waitsAt(program: Program, site: CallSite, loops: Set<PythonStatement>): readonly WaitInTurn[] {
  const show = (each: CallSite) => shown('await', each.place.file, each.call.range);
  if (site.inLoop) {
    const loop = around(site).findLast(({ statement }) => statement.kind === 'loop')?.statement;
    if (loop === undefined || loops.has(loop) || !waitsForOthersInLoop(program, site)) return [];
    loops.add(loop);
    return served(program, site, (at) => ({ ...at, kind: 'loop' as const, at: show(site), others: [] }));
  }
  const others = independentFollowers(program, site);
  return others.length === 0 ? [] : served(program, site, (at) => ({ ...at, kind: 'sequence' as const, at: show(site), others: others.map(show) }));
}

/** `asyncio.create_task(f())` as a statement. A task of a TaskGroup belongs to its group. */
function isLost(program: Program, site: CallSite): boolean {
  const { callee } = site.call;
  if (!isDropped(site)) return false;
  const { place } = site;
  if (isFrom(externalName(program, callee, place), 'asyncio', 'create_task', 'ensure_future')) return true;
  return callee.kind === 'attribute' && callee.name === 'create_task'
    && isFrom(instanceOf(program, callee.object, place)?.library, 'asyncio', 'get_event_loop', 'get_running_loop');
}

function runName(program: Program, { call: { callee }, place }: CallSite): string | undefined {
  if (isFrom(externalName(program, callee, place), 'asyncio', 'run')) return 'asyncio.run';
  if (callee.kind !== 'attribute' || callee.name !== 'run_until_complete') return undefined;
  return isFrom(instanceOf(program, callee.object, place)?.library, 'asyncio', 'get_event_loop', 'new_event_loop') ? 'run_until_complete' : undefined;
}
