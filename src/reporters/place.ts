import type { Evidence } from '../model/fact.ts';
import type { Finding } from '../model/finding.ts';
import type { Service } from '../model/project.ts';
import type { SourceFile } from '../model/source-file.ts';
import type { Range } from '../text/range.ts';
import { positionIn } from './position.ts';
import { shown } from './text/width.ts';

/** A place in a file; a file alone where something is missing from it. */
export interface Place {
  readonly file: SourceFile;
  readonly range?: Range;
}

/** Where a finding is shown: the first place that its evidence names, else the command that starts the service. */
export function placeOfFinding({ evidence }: Finding, { facts }: Service): Place | undefined {
  const start = [facts['start.serverCommand'], facts['start.command'], facts['start.app']].filter((fact) => fact !== undefined);
  for (const fact of [...evidence, ...start]) {
    const place = placeIn(fact);
    if (place !== undefined) return place;
  }
  return undefined;
}

/** The first place that a fact or its inputs name. */
function placeIn(evidence: Evidence): Place | undefined {
  if (evidence.state === 'absent') return evidence.file === undefined ? undefined : { file: evidence.file };
  const { provenance } = evidence;
  if (provenance.kind === 'declared') return { file: provenance.file, range: provenance.range };
  if (provenance.kind !== 'derived') return undefined;
  for (const input of provenance.from) {
    const place = placeIn(input);
    if (place !== undefined) return place;
  }
  return undefined;
}

/** A place as `Procfile:1:6`; '' for none. */
export function placeText(place: Place | undefined): string {
  if (place === undefined) return '';
  if (place.range === undefined) return shown(place.file.path);
  const { line, column } = positionIn(place.file, place.range.start);
  return `${shown(place.file.path)}:${line}:${column}`;
}
