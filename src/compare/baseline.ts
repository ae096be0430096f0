import type { Finding } from '../model/finding.ts';
import type { Report } from '../report.ts';
import { findingsIn } from './compare-findings.ts';
import { identityOf, idOf, type Identity } from './identity.ts';
import { match, type Key } from './match.ts';

/** A finding that is accepted, and since when. */
export interface BaselineEntry extends Identity {
  /** The day it was accepted, `2026-11-25`. */
  readonly since: string;
}

/** A line that is none, or the entries; lines count from 1. */
export type ReadBaseline =
  | { readonly entries: readonly BaselineEntry[] }
  | { readonly line: number; readonly mistake: string };

/** What a baseline says of findings. */
export interface BaselineMatch {
  readonly accepted: readonly (readonly [BaselineEntry, Finding])[];
  /** Findings that no entry accepts. */
  readonly added: readonly Finding[];
  /** Entries that no finding answers to. */
  readonly stale: readonly BaselineEntry[];
}

/**
 * Reads a baseline: JSON, one entry a line. Lines may stand in any order and twice, because git may have joined two versions line by line.
 */
export function readBaseline(text: string): ReadBaseline {
  const entries = new Map<string, BaselineEntry>();
  for (const [index, line] of text.split(/\r?\n/).entries()) {
    if (line.trim() === '') continue;
    const entry = entryOf(line);
    if (typeof entry === 'string') return { line: index + 1, mistake: entry };
    const known = entries.get(idOf(entry));
    entries.set(idOf(entry), known === undefined || entry.since < known.since ? entry : known);
  }
  return { entries: [...entries.values()] };
}

/** The text of a baseline: one line an entry, sorted, so that branches rarely touch the same place and git can join them by lines. */
export function baselineText(entries: readonly BaselineEntry[]): string {
  const lines = entries.map(({ rule, service, path, anchor, number, since }) => JSON.stringify({ rule, service, path, anchor, ...(number === 1 ? {} : { number }), since }));
  return lines.length === 0 ? '' : `${lines.sort().join('\n')}\n`;
}

/**
 * Which open findings a baseline accepts. An entry follows its finding to another file, and to another name of its service; it never depends
 * on a line or a value. One whose finding is ignored is stale: it accepts nothing else in its place.
 */
export function matchBaseline(entries: readonly BaselineEntry[], report: Pick<Report, 'services'>): BaselineMatch {
  const { open, ignored } = findingsIn(report);
  const services = new Set(report.services.map(({ service }) => service.name));
  const first = match(entries, open, [byIdentity(idOf), byIdentity(placeOf)]);
  const hidden = match(first.gone, ignored, [byIdentity(placeOf)]);
  const second = match(hidden.gone, first.added, [
    byIdentity(({ rule, service, anchor }) => JSON.stringify([rule, service, anchor])), // in another file now
    { ...byIdentity(({ rule, path, anchor }) => JSON.stringify([rule, path, anchor])), before: ({ rule, service, path, anchor }) => (services.has(service) ? undefined : JSON.stringify([rule, path, anchor])) }, // in a service of another name
  ]);
  const isStale = new Set([...second.gone, ...hidden.pairs.map(([entry]) => entry)]);
  return { accepted: [...first.pairs, ...second.pairs], added: second.added, stale: entries.filter((entry) => isStale.has(entry)) };
}

/** Entries that accept the open findings of a report: old ones keep their day. */
export function entriesFor(report: Pick<Report, 'services'>, known: readonly BaselineEntry[], day: string): readonly BaselineEntry[] {
  const since = new Map(matchBaseline(known, report).accepted.map(([entry, finding]) => [finding, entry.since]));
  return findingsIn(report).open.map((finding) => ({ ...identityOf(finding), since: since.get(finding) ?? day }));
}

function placeOf({ rule, service, path, anchor }: Identity): string {
  return JSON.stringify([rule, service, path, anchor]);
}

function byIdentity(text: (identity: Identity) => string): Key<BaselineEntry, Finding> {
  return { before: text, after: (finding) => text(identityOf(finding)) };
}

function entryOf(line: string): BaselineEntry | string {
  if (/^(<{7}|={7}|>{7})( |$)/.test(line)) return 'is left of a merge that git could not finish';
  let value: unknown;
  try {
    value = JSON.parse(line);
  } catch {
    return 'is no JSON';
  }
  if (typeof value !== 'object' || value === null) return 'is no entry';
  const { rule, service, path, anchor, number = 1, since } = value as Readonly<Record<string, unknown>>;
  const texts = [rule, service, path, anchor, since];
  if (!texts.every((text) => typeof text === 'string')) return 'lacks one of rule, service, path, anchor and since';
  if (typeof number !== 'number' || !Number.isInteger(number) || number < 1) return 'has a number that is none';
  if (!/^\d{4}-\d{2}-\d{2}$/.test(since as string)) return 'has a since that is no date';
  return { rule, service, path, anchor, number, since } as BaselineEntry;
}
