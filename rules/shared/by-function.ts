import type { Known, Outcome, Scope } from '#rule';
import { findingsOf } from './findings.ts';
import { groupedBy } from './grouped.ts';

/** Something that stands in a function of a file. */
export interface InFunction {
  readonly at: Known<unknown>;
  readonly within: string | undefined;
  readonly scope: Scope;
}

/** What stands in one function together, in the order of the code. */
export function byFunction<T extends InFunction>(items: readonly T[]): readonly (readonly [T, ...T[]])[] {
  return groupedBy(items, ({ at: { provenance }, within }) => `${provenance.kind === 'declared' ? provenance.file.path : ''} ${within}`);
}

/** A finding for each function, at most so many: what visitors wait for comes first, and the last one is told how many more there are. */
export function perFunction<T extends InFunction>(items: readonly T[], most: number, finding: (group: readonly [T, ...T[]], left: number) => Outcome): readonly Outcome[] {
  const groups = byFunction(items);
  const isAwaited = ([{ scope }]: readonly [T, ...T[]]) => scope === 'request';
  return findingsOf([...groups.filter(isAwaited), ...groups.filter((group) => !isAwaited(group))], most, finding);
}
