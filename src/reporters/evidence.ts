import type { Absent, Evidence, Provenance } from '../model/fact.ts';
import type { SourceFile } from '../model/source-file.ts';
import type { Range } from '../text/range.ts';
import { livePlaceText } from './place.ts';
import { positionIn } from './position.ts';
import { shown } from './text/width.ts';

/** Where a fact stands, as `Procfile:1:6`; where nobody wrote it, who decides. What is not set is named with all places that lack it. */
export function placeOf(evidence: Evidence, told?: string): string {
  if (evidence.state === 'absent') return placesLacking(evidence, told);
  return placeOfProvenance(evidence.provenance, told);
}

function placesLacking({ file, live }: Absent, told: string | undefined): string {
  return [...(file === undefined ? [] : [file.path]), ...(live === undefined ? [] : [livePlaceText(live, told)])].join(' and ');
}

function placeOfProvenance(provenance: Provenance, told: string | undefined): string {
  if (provenance.kind === 'declared') return placeIn(provenance.file, provenance.range);
  if (provenance.kind === 'default') return `default of ${provenance.of}`;
  if (provenance.kind === 'live') return livePlaceText(provenance.place, told);
  if (provenance.kind !== 'assumed') return '';
  const { at, by } = provenance;
  return at === undefined ? `assumed by ${by}` : `assumed in ${placeIn(at.file, at.range)}`;
}

/** A place in a file as it is printed, `Procfile:1:6`. */
export function placeIn(file: SourceFile, range: Range): string {
  const { line, column } = positionIn(file, range.start);
  return `${shown(file.path)}:${line}:${column}`;
}

/** One line for a fact: what it is and where it comes from. An environment that was told goes without saying. */
export function describe(evidence: Evidence, told?: string): string {
  const place = placeOf(evidence, told);
  if (evidence.state === 'absent') return place === '' ? `${evidence.name} is not set` : `${evidence.name} is not set  ${place}`;
  const what = evidence.state === 'known' ? `${evidence.name} = ${short(evidence.value)}` : `${evidence.name} is unknown: ${shown(evidence.reason)}`;
  return place === '' ? what : `${what}  ${place}`;
}

/** A fact and everything it was calculated from, indented by derivation. */
export function renderEvidence(evidence: Evidence, told?: string, level = 0): readonly string[] {
  const line = `${'  '.repeat(level)}${describe(evidence, told)}`;
  if (evidence.state === 'absent' || evidence.provenance.kind !== 'derived' || level > 6) return [line];
  return [line, ...evidence.provenance.from.flatMap((input) => renderEvidence(input, told, level + 1))];
}

/** A value on one line, cut where it is long. */
export function short(value: unknown): string {
  const text = typeof value === 'string' ? value : listed(value);
  const line = shown(text.replaceAll(/\s+/g, ' ').trim());
  return line.length > 80 ? `${line.slice(0, 79)}…` : line;
}

function listed(value: unknown): string {
  if (Array.isArray(value) && value.some((item) => typeof item === 'object')) return `${value.length} found`;
  if (Array.isArray(value)) return value.map(String).join(', ');
  if (typeof value === 'object' && value !== null) {
    const entries = Object.entries(value).filter(([, item]) => typeof item !== 'object');
    return entries.map(([key, item]) => `${key} ${String(item)}`).join(', ');
  }
  return String(value);
}
