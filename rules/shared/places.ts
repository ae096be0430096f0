import type { Evidence } from '#rule';

/** True where two facts stand at the same place. */
export function isSamePlace(left: Evidence | undefined, right: Evidence | undefined): boolean {
  const [a, b] = [placeOf(left), placeOf(right)];
  return a !== undefined && a === b;
}

function placeOf(fact: Evidence | undefined): string | undefined {
  if (fact === undefined || fact.state === 'absent' || fact.provenance.kind !== 'declared') return undefined;
  return `${fact.provenance.file.path}:${fact.provenance.range.start}:${fact.provenance.range.end}`;
}
