import { valueOf, type Evidence, type FactSet } from '#rule';

/** A region with what names it. */
export interface NamedRegion {
  readonly region: string;
  readonly at: Evidence;
}

/** Where the replicas of a service run: as a file that counts says, or the platform; else where its volume is, which is in the region of its service. */
export function runningRegions(facts: FactSet): readonly NamedRegion[] {
  const named = (valueOf(facts['deploy.regions']) ?? []).map((at) => ({ region: at.value, at }));
  if (named.length > 0) return named;
  const live = (valueOf(facts['live.regions']) ?? []).filter(({ replicas }) => replicas > 0);
  if (live.length > 0) return live;
  return (valueOf(facts['live.volumes']) ?? []).flatMap(({ region, at }) => (region === undefined ? [] : [{ region, at }]));
}
