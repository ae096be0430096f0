import type { Evidence } from '../model/fact.ts';
import { baseId, type Finding } from '../model/finding.ts';
import { pathOf } from '../model/place.ts';
import type { Service } from '../model/project.ts';
import { lineAt } from '../text/range.ts';

/** A place of a finding, as a comment can stand beside it. */
interface FindingPlace {
  readonly path: string;
  /** First and last line, from 1; undefined where the finding is about the whole file. */
  readonly lines?: readonly [number, number];
}

/** Where a finding is, for what may ignore it. */
export interface FindingPlaces {
  /** Every place that its evidence and the inputs of that name; where there is none, the command that starts the service. */
  readonly places: readonly FindingPlace[];
  /** Files by which an entry may name it: that of its id, and the one in which it is shown. */
  readonly paths: readonly string[];
  readonly anchor: string;
}

/** The places of a finding of a service. A whole file counts only where the finding is shown for the whole file. */
export function placesOf(finding: Finding, { facts }: Service): FindingPlaces {
  const own = finding.evidence.flatMap(placesIn);
  const start = [facts['start.serverCommand'], facts['start.command'], facts['start.app']].filter((fact) => fact !== undefined);
  const all = own.length > 0 ? own : start.flatMap(placesIn).slice(0, 1);
  const [shown] = all;
  const idPath = pathOf(finding.evidence[0]);
  return {
    places: all.filter((place) => place.lines !== undefined || place === shown),
    paths: [...new Set([idPath, shown?.path ?? ''])].filter((path) => path !== ''),
    anchor: baseId(finding).slice(`${finding.rule}@${finding.service}:${idPath}#`.length),
  };
}

function placesIn(evidence: Evidence): readonly FindingPlace[] {
  if (evidence.state === 'absent') return evidence.file === undefined ? [] : [{ path: evidence.file.path }];
  const { provenance } = evidence;
  if (provenance.kind === 'derived') return provenance.from.flatMap(placesIn);
  if (provenance.kind !== 'declared') return [];
  const { file: { path, text }, range: { start, end } } = provenance;
  if (end === 0) return [{ path }];
  const last = start + text.slice(start, end).trimEnd().length;
  return [{ path, lines: [lineAt(text, start), lineAt(text, Math.max(start, last))] }];
}
