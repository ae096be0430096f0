import { valueOf, type BuildList, type FactSet } from '#rule';

/** The lists of the builder's own configuration that is in use. */
export function buildLists(facts: FactSet): readonly BuildList[] {
  return valueOf(facts['build.lists']) ?? [];
}
