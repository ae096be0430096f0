import type { Evidence } from './fact.ts';
import type { LivePlace } from './live-state.ts';

/** Stands in the place of a path where something is on the platform and in no file. */
const ON_PLATFORM = 'railway';

/** The file that a piece of evidence points at, `railway` when it points at the platform alone, '' when it points nowhere. */
export function pathOf(evidence: Evidence): string {
  return fileIn(evidence) ?? (livePlaceOf(evidence) === undefined ? '' : ON_PLATFORM);
}

function fileIn(evidence: Evidence): string | undefined {
  if (evidence.state === 'absent') return evidence.file?.path;
  const { provenance } = evidence;
  if (provenance.kind === 'declared') return provenance.file.path;
  return provenance.kind === 'derived' ? firstOf(provenance.from, fileIn) : undefined;
}

/** The first place on the platform that a piece of evidence or its inputs name. */
export function livePlaceOf(evidence: Evidence): LivePlace | undefined {
  if (evidence.state === 'absent') return evidence.live;
  const { provenance } = evidence;
  if (provenance.kind === 'live') return provenance.place;
  return provenance.kind === 'derived' ? firstOf(provenance.from, livePlaceOf) : undefined;
}

/** What a finding at this evidence is called by: the field on the platform, where it is in no file, else the name of the fact. */
export function anchorOf(evidence: Evidence): string {
  return (pathOf(evidence) === ON_PLATFORM ? livePlaceOf(evidence)?.field : undefined) ?? evidence.name;
}

function firstOf<T>(evidence: readonly Evidence[], find: (each: Evidence) => T | undefined): T | undefined {
  for (const each of evidence) {
    const found = find(each);
    if (found !== undefined) return found;
  }
  return undefined;
}
