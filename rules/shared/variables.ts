import type { Change, Fact, Known, Service, Variable } from '#rule';

/** The variables that files set for the running process. */
export function runVariables(...lists: readonly (Fact<readonly Variable[]> | undefined)[]): readonly Variable[] {
  return lists.flatMap((list) => (list?.state === 'known' ? list.value : [])).filter(({ scope }) => scope === 'run');
}

/** True for a variable that a file sets; those on the platform are judged by rules of their own, which cost no points. */
export function isWritten({ at }: Pick<Variable, 'at'>): boolean {
  return at.provenance.kind !== 'live';
}

/** What takes a variable away: out of its file, or from the service on the platform. */
export function removalOf({ variable, at }: Variable): Change {
  return isWritten({ at }) ? { kind: 'rewrite', how: 'remove-variable', at: [at], with: { variable } } : { kind: 'live-variable', variable, to: { kind: 'removed' } };
}

/** The variables that an example of `.env` names; they count nowhere, so that they are among what lost. */
export function exampleVariables({ overrides }: Pick<Service, 'overrides'>): readonly Variable[] {
  return overrides.filter(({ name }) => name === 'build.variables')
    .flatMap(({ loser }) => (Array.isArray(loser.value) ? (loser.value as readonly Variable[]) : [])).filter(({ scope }) => scope === 'example');
}

/** The variable of the running process in whose value a fact stands: that of an image's `ENV PORT=8000` for the port 8000. */
export function variableAt({ provenance }: Known<unknown>, variables: Fact<readonly Variable[]> | undefined): Variable | undefined {
  return runVariables(variables).find(({ at }) => at.provenance.kind === 'declared' && provenance.kind === 'declared' && at.provenance.file.path === provenance.file.path
    && at.provenance.range.start <= provenance.range.start && provenance.range.end <= at.provenance.range.end);
}
