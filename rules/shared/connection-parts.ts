import { type Pool, type Service } from '#rule';
import type { Demand } from './connection-demand.ts';
import { heldByProcess, shortName } from './connections.ts';
import { isTold } from './told.ts';

/** What one pool takes of a database. */
export interface Part {
  readonly service: Service;
  readonly pool: Pool;
  /** Connections of one process. */
  readonly held: number;
  /** Connections of all processes. */
  readonly total: number;
}

/** What each pool takes, the largest first; process types beside the main one count by themselves. */
export function partsOf(demands: readonly Demand[], threads: number): readonly Part[] {
  return demands.flatMap(({ service, pools, each, total, beside }) => pools.flatMap((pool): readonly Part[] => {
    const held = heldByProcess(pool, service, threads);
    if (!isTold(held) || !isTold(each) || !isTold(total) || each.value === 0) return [];
    return [{ service, pool, held: held.value, total: (held.value * (total.value - besideOf(beside))) / each.value }];
  })).toSorted((a, b) => b.total - a.total);
}

const besideOf = (beside: Demand['beside']): number => {
  let result = 0;
  for (const { value } of beside) result += value;
  return result;
};

/** The largest contributor in words: `264 of them through sqlalchemy in app/db.py`, or `45 of them in the process worker`. */
export function largestOf(demands: readonly Demand[], threads: number, total: number): string {
  const pools = partsOf(demands, threads).map((part) => ({ count: part.total, words: `through ${shortName(part.pool)}` }));
  const sides = demands.flatMap(({ beside }) => beside.map(({ name, value }) => ({ count: value, words: name.replace('connections of ', 'in the process ') })));
  const [largest] = [...pools, ...sides].toSorted((a, b) => b.count - a.count);
  if (largest === undefined || largest.count <= 0) return '';
  return largest.count >= total ? ` ${largest.words}` : `, ${largest.count} of them ${largest.words}`;
}
