import type { Fact } from '#rule';

/** The records of a list: none when somebody looked and found none, undefined when nobody could tell. */
export function recordsIn<T>(fact: Fact<readonly T[]> | undefined): readonly T[] | undefined {
  if (fact?.state === 'absent') return [];
  return fact?.state === 'known' ? fact.value : undefined;
}
