import type { Fact, Variable } from '#rule';

/** The variables that files set for the running process. */
export function runVariables(...lists: readonly (Fact<readonly Variable[]> | undefined)[]): readonly Variable[] {
  return lists.flatMap((list) => (list?.state === 'known' ? list.value : [])).filter(({ scope }) => scope === 'run');
}
