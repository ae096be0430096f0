import type { Known, Pool, ProposedFix, Service, Tables } from '#rule';
import { advised } from './advised.ts';
import { demandsOf } from './connection-demand.ts';
import { limitOf } from './connection-limit.ts';
import { leastPlanned } from './connection-plans.ts';
import { overlaps } from './connection-overlap.ts';
import { heldByProcess, processesOf } from './connections.ts';
import { isTold } from './told.ts';
import { described, sizesFor, standardOf } from './pool-sizes.ts';
import { counted } from './words.ts';

/** Conventions of a rule, from its YAML. */
export interface Conventions {
  readonly tables: Tables;
  number(parameter: string): number;
  strings(parameter: string): readonly string[];
}

/** How many connections one process may hold through a pool, and the calculation in words. */
export interface Room {
  readonly connections: number;
  readonly why: string;
}

/** What the database's limit leaves for a pool in each process of its service; undefined where the limit or the processes cannot be told. */
export function roomFor(pool: Pool, service: Service, conventions: Conventions): Room | undefined {
  const threads = conventions.number('framework-threads');
  const own = demandsOf([service], threads).flat().find(({ pools }) => pools.some(({ at }) => at === pool.at));
  const limit = limitOf(service, { percent: conventions.number('headroom-percent'), least: conventions.number('headroom-least') }, conventions.tables);
  const processes = processesOf(service);
  if (own === undefined || !isTold(limit) || !isTold(processes)) return undefined;
  const names = { platforms: conventions.strings('planned'), hosts: conventions.strings('managed-hosts') };
  if (leastPlanned(service, [pool], { names, tables: conventions.tables }) !== undefined) return undefined;
  const others = own.pools.filter(({ at }) => at !== pool.at).map((each) => heldByProcess(each, service, threads));
  if (!others.every(isTold)) return undefined;
  const isDoubled = overlaps(service, conventions.strings('overlapping'));
  const taken = sumOf(others);
  const connections = Math.floor(limit.value / (processes.value * (isDoubled ? 2 : 1))) - taken;
  const isOne = processes.value === 1 && !isDoubled;
  const who = `${processes.value} process${processes.value === 1 ? '' : 'es'}${isDoubled ? ', and as many again during a deployment,' : ''}`;
  return { connections, why: `${who} share${isOne ? 's' : ''} the ${counted(limit.value, 'connection')} of the database${taken === 0 ? '' : `, ${taken} of each for other pools`}` };
}

/** Sizes for a pool: as many connections as are wanted, or as the database has for it. */
export function chosenSize(pool: Pool, service: Service, { wanted, conventions }: { readonly wanted: number; readonly conventions: Conventions }): ProposedFix {
  const room = roomFor(pool, service, conventions);
  if (room !== undefined && room.connections < 2) return advised(`Put a pooler (PgBouncer) between the service and the database: ${room.why}`);
  const total = room === undefined ? standardOf(pool) : Math.min(wanted, room.connections);
  const why = room === undefined ? 'nothing says how many the database allows' : room.why;
  const sqlite = pool.options.some(({ name }) => name === 'url.fallback') ? ', but not where it runs with SQLite' : '';
  const sizes = sizesFor(pool, service, total);
  if (sizes === undefined) return advised(`Let each process keep at most ${counted(total, 'connection')}${sqlite}: ${why}`);
  const origin = total === standardOf(pool) ? ', the default of the library' : total === wanted ? ', one for each thread' : '';
  return {
    title: `Set ${described(sizes)}${origin}: ${why}`, applicability: 'review', change: { kind: 'set-options', at: pool.at, set: sizes.set },
    question: { text: QUESTION, option: sizes.main },
  };
}

/** What a person may answer instead of our number. */
export const QUESTION = 'How many connections may each process keep?';

function sumOf(counts: readonly Known<number>[]): number {
  let result = 0;
  for (const { value } of counts) result += value;
  return result;
}
