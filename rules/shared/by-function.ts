import type { Known } from '#rule';
import { groupedBy } from './grouped.ts';

/** Something that stands in a function of a file. */
export interface InFunction {
  readonly at: Known<unknown>;
  readonly within: string | undefined;
}

/** What stands in one function together, in the order of the code. */
export function byFunction<T extends InFunction>(items: readonly T[]): readonly (readonly [T, ...T[]])[] {
  return groupedBy(items, ({ at: { provenance }, within }) => `${provenance.kind === 'declared' ? provenance.file.path : ''} ${within}`);
}
