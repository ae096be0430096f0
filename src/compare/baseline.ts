import type { Finding } from '../model/finding.ts';
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

/** Which findings a baseline accepts. An entry follows its finding to another file; it never depends on a line or a value. */
export function matchBaseline(entries: readonly BaselineEntry[], findings: readonly Finding[]): BaselineMatch {
  const identities = new Map(findings.map((finding) => [finding, identityOf(finding)]));
  const key = (text: (identity: Identity) => string): Key<BaselineEntry, Finding> => ({
    before: text, after: (finding) => { const identity = identities.get(finding); return identity === undefined ? undefined : text(identity); },
  });
  const { pairs, gone, added } = match(entries, findings, [
    key(idOf),
    key(({ rule, service, anchor }) => `${rule} ${service} ${anchor}`), // in another file now
    key(({ rule, path, anchor }) => `${rule} ${path} ${anchor}`), // in a service of another name
  ]);
  return { accepted: pairs, added, stale: gone };
}

/** Entries that accept findings: old ones keep their day. */
export function entriesFor(findings: readonly Finding[], known: readonly BaselineEntry[], day: string): readonly BaselineEntry[] {
  const { accepted } = matchBaseline(known, findings);
  const since = new Map(accepted.map(([entry, finding]) => [finding, entry.since]));
  return findings.map((finding) => ({ ...identityOf(finding), since: since.get(finding) ?? day }));
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
