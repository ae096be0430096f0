import type { Evidence } from '../model/fact.ts';
import type { Finding } from '../model/finding.ts';
import type { LivePlace } from '../model/live-state.ts';
import { livePlaceOf } from '../model/place.ts';
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

/**
 * Where a finding is shown: the first place in a file that its evidence names, else the command that starts the service. Undefined where
 * its only place is on the platform.
 */
export function placeOfFinding(finding: Finding, service: Service): Place | undefined {
  return provenPlace(finding.evidence) ?? (livePlaceOfFinding(finding) === undefined ? startOf(service) : undefined);
}

/**
 * The place in a file where a finding is remarked on: its own, or what a file says of the same thing and loses to the platform. Undefined where
 * no file speaks of it: a remark on the command that starts the service would blame a line that is fine.
 */
export function remarkedPlace(finding: Finding, service: Service): Place | undefined {
  if (livePlaceOfFinding(finding) === undefined) return placeOfFinding(finding, service);
  const names = new Set(finding.evidence.flatMap((each) => liveNames(each)));
  return provenPlace(service.overrides.flatMap(({ name, loser }) => (names.has(name) ? [loser] : [])));
}

/** The facts of the platform that a piece of evidence rests on, by name. */
function liveNames(evidence: Evidence): readonly string[] {
  if (evidence.state === 'absent') return evidence.live === undefined ? [] : [evidence.name];
  const { provenance, name } = evidence;
  if (provenance.kind === 'live') return [name];
  return provenance.kind === 'derived' ? provenance.from.flatMap(liveNames) : [];
}

/** The place of a finding as text: `Procfile:1:6`, `Railway: web, variables.PORT (production)`; '' for none. An environment that was told goes without saying. */
export function whereOfFinding(finding: Finding, service: Service, told?: string): string {
  return placeText(placeOfFinding(finding, service)) || platformOfFinding(finding, told);
}

/** The place of a finding that is on the platform alone, as text; '' of any other finding. */
export function platformOfFinding(finding: Finding, told?: string): string {
  const place = livePlaceOfFinding(finding);
  return place === undefined ? '' : livePlaceText(place, told);
}

/** The message of a finding, with its place where a format shows another one: a file stands for what is on the platform. */
export function placedMessage(finding: Finding): string {
  const platform = platformOfFinding(finding);
  return platform === '' ? finding.message : `${finding.message} (${platform})`;
}

function livePlaceOfFinding({ evidence }: Finding): LivePlace | undefined {
  if (provenPlace(evidence) !== undefined) return undefined;
  return evidence.map(livePlaceOf).find((place) => place !== undefined);
}

function startOf({ facts }: Service): Place | undefined {
  return provenPlace([facts['start.serverCommand'], facts['start.command'], facts['start.app']].filter((fact) => fact !== undefined));
}

/** The first place in a file that some evidence names; undefined where it names none. */
export function provenPlace(evidence: readonly Evidence[]): Place | undefined {
  for (const fact of evidence) {
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
  return provenPlace(provenance.from);
}

/** A place on the platform as it is printed, `Railway: web, variables.PORT (production)`; without the environment where a reader was told it. */
export function livePlaceText({ service, field, environment }: LivePlace, told?: string): string {
  return shown(`Railway: ${service}, ${field}${environment === told ? '' : ` (${environment})`}`);
}

/** A place as `Procfile:1:6`; '' for none. */
function placeText(place: Place | undefined): string {
  if (place === undefined) return '';
  if (place.range === undefined) return shown(place.file.path);
  const { line, column } = positionIn(place.file, place.range.start);
  return `${shown(place.file.path)}:${line}:${column}`;
}
