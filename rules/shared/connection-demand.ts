import { derive, renamed, valueOf, type Known, type Pool, type Service } from '#rule';
import { heldByProcess, processesOf } from './connections.ts';
import { libraryName } from './library-names.ts';
import { isTold, type Told } from './told.ts';
import { hasPooler, onlyServer, poolsByDatabase } from './databases.ts';
import { sideDemand } from './side-demand.ts';

/** What one service takes from one database. */
export interface Demand {
  readonly service: Service;
  readonly pools: readonly Pool[];
  /** Something else keeps the connections to the server. */
  readonly pooled: boolean;
  /** True when a file declares the only server, so that services certainly share it. */
  readonly declared: boolean;
  /** Connections of one process. */
  readonly each: Told;
  readonly total: Told;
  /** What of it process types beside the main one take: workers of a Procfile. */
  readonly beside: readonly Known<number>[];
}

/** The connections of a demand; 0 where that cannot be told. */
export const amountOf = ({ total }: Demand): number => (isTold(total) ? total.value : 0);

/** What services take from each database, by database. */
export function demandsOf(services: readonly Service[], frameworkThreads: number): readonly (readonly Demand[])[] {
  const server = onlyServer(services);
  const groups = new Map<string, Demand[]>();
  for (const service of services) {
    const databases = poolsByDatabase(countedPools(service));
    for (const [database, pools] of databases) {
      const declared = server !== undefined && databases.size === 1;
      // What nobody names may be any database: it is shared with no other service.
      const key = declared ? `server ${server}` : database === '' ? `of ${service.root}/${service.name}` : `named ${database}`;
      groups.set(key, [...(groups.get(key) ?? []), demandOf(service, pools, { declared, frameworkThreads })]);
    }
  }
  return [...groups.values()];
}

/** Pools of the served program that keep what they open. One for each request is another rule's, but what nobody can count stays so. */
function countedPools({ facts }: Service): readonly Pool[] {
  const pools = valueOf(facts['database.pools']) ?? [];
  const limit = facts['database.maxConnections'];
  const isStated = limit?.state === 'known' && limit.provenance.kind !== 'default';
  const counts = ({ kind }: Pool) => kind === 'postgresql' || (isStated && kind !== 'sqlite');
  return pools.filter((pool) => pool.served && (pool.scope !== 'request' || pool.maximum.state === 'unresolved') && pool.scope !== 'script' && counts(pool) && !isPassing(pool));
}

/** NullPool inside a function: a migration that the program runs, say, which is over when requests come. */
function isPassing({ scope, options }: Pool): boolean {
  return scope !== 'module' && options.some(({ name, value }) => name === 'poolclass' && value.state === 'known' && value.value === 'NullPool');
}

function demandOf(service: Service, pools: readonly Pool[], { declared, frameworkThreads }: { declared: boolean; frameworkThreads: number }): Demand {
  const held = pools.map((pool) => ({ pool, held: heldByProcess(pool, service, frameworkThreads) }));
  const unknown = held.map((each) => each.held).find((each) => !isTold(each));
  const each = unknown ?? sum('connections per process', alternatives(held));
  const main = times(processesOf(service), each);
  const sides = (valueOf(service.facts['database.sideProcesses']) ?? []).flatMap((side) => sideDemand(side, service, distinct(held).length) ?? []);
  const beside = sides.filter(isTold);
  const total = isTold(main) && beside.length > 0 ? sum('connections', [renamed(main, 'connections of the main process'), ...beside]) : main;
  return { service, pools, declared, each, pooled: pools.some((pool) => hasPooler(pool, service)), total, beside };
}

interface Held {
  readonly pool: Pool;
  readonly held: Told;
}

/** What tells pools apart that a process has beside each other: one library in one file opens one, and others are branches of a condition. */
const keyOf = ({ pool: { library, at } }: Held): string => `${library} ${at.provenance.kind === 'declared' ? at.provenance.file.path : ''}`;

const distinct = (held: readonly Held[]): readonly string[] => [...new Set(held.map(keyOf))];

/** Of several pools that are branches of a condition only the largest counts. */
function alternatives(held: readonly Held[]): readonly Known<number>[] {
  const largest = new Map<string, Known<number>>();
  for (const each of held) {
    const { pool, held: count } = each;
    const key = keyOf(each);
    if (isTold(count) && count.value > (largest.get(key)?.value ?? -1)) largest.set(key, renamed(count, `connections of ${libraryName(pool.library)}`));
  }
  return [...largest.values()];
}

function times(processes: Told, each: Told): Told {
  if (!isTold(processes)) return processes;
  if (!isTold(each)) return each;
  const isOne = processes.provenance.kind === 'derived' && processes.provenance.from.length === 0;
  return isOne ? derive('connections', [each], (connections) => connections) : derive('connections', [processes, each], (count, connections) => count * connections);
}

/** The demands of services that share a database. */
export function together(demands: readonly Demand[]): Told {
  const unknown = demands.find(({ total }) => !isTold(total));
  if (unknown !== undefined) return unknown.total;
  const parts = demands.flatMap(({ service, total }) => (isTold(total) ? [demands.length === 1 ? total : renamed(total, `connections of ${service.name}`)] : []));
  return sum('connections', parts);
}

function sum(name: string, parts: readonly Known<number>[]): Known<number> {
  const [only] = parts;
  if (parts.length === 1 && only !== undefined) return renamed(only, name);
  return derive(name, parts, (...counts: number[]) => {
    let result = 0;
    for (const count of counts) result += count;
    return result;
  });
}
