import type { Fact, Service, Variable } from '#rule';

/** The variables that files set for the running process. */
export function runVariables(...lists: readonly (Fact<readonly Variable[]> | undefined)[]): readonly Variable[] {
  return lists.flatMap((list) => (list?.state === 'known' ? list.value : [])).filter(({ scope }) => scope === 'run');
}

/** The variables that an example of `.env` names; they count nowhere, so that they are among what lost. */
export function exampleVariables({ overrides }: Pick<Service, 'overrides'>): readonly Variable[] {
  return overrides.filter(({ name }) => name === 'build.variables')
    .flatMap(({ loser }) => (Array.isArray(loser.value) ? (loser.value as readonly Variable[]) : [])).filter(({ scope }) => scope === 'example');
}
