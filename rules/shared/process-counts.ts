import { valueOf, type Fact, type Known } from '#rule';
import { counted } from './words.ts';

interface Counts {
  readonly 'server.workers'?: Fact<number> | undefined;
  readonly 'deploy.replicas'?: Fact<number> | undefined;
}

/** What makes several processes of a service, none where one runs; undefined where nothing says how many. */
export function processCounts(facts: Counts): readonly Known<number>[] | undefined {
  const several = [facts['server.workers'], facts['deploy.replicas']].filter((fact) => fact?.state === 'known' && fact.value > 1) as readonly Known<number>[];
  return several.length === 0 && valueOf(facts['server.workers']) === undefined ? undefined : several;
}

/** `2 workers x 2 replicas = 4 processes`. */
export function productOf(counts: readonly Known<number>[]): string {
  const factors = counts.map(({ name, value }) => counted(value, name === 'deploy.replicas' ? 'replica' : 'worker'));
  const several = counts.reduce((product, { value }) => product * value, 1);
  return factors.length === 1 ? (factors[0] ?? '') : `${factors.join(' x ')} = ${several} processes`;
}
