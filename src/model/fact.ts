import type { Range } from '../text/range.ts';
import type { LivePlace } from './live-state.ts';
import type { SourceFile } from './source-file.ts';

/** Where a fact comes from. */
export type Provenance =
  /** Written in the project. */
  | { readonly kind: 'declared'; readonly file: SourceFile; readonly range: Range }
  /** Nobody wrote it; `of` decides (a tool's name), as `reference` documents. */
  | { readonly kind: 'default'; readonly of: string; readonly reference: string }
  /** The user told us: by a flag, or at a place in our configuration file, which may lie above the project. */
  | { readonly kind: 'assumed'; readonly by: string; readonly at?: { readonly file: SourceFile; readonly range: Range } }
  /** The platform says so. */
  | { readonly kind: 'live'; readonly place: LivePlace }
  /** We calculated it from other facts. */
  | { readonly kind: 'derived'; readonly from: readonly Evidence[] };

/** A value that can say where it comes from. */
export interface Known<T> {
  readonly state: 'known';
  readonly name: string;
  readonly value: T;
  readonly provenance: Provenance;
}

/** We looked, and it is not set; `file` is where it would stand, `live` the place on the platform that holds nothing. */
export interface Absent {
  readonly state: 'absent';
  readonly name: string;
  readonly file?: SourceFile;
  readonly live?: LivePlace;
}

/** It is set, but only a run would tell its value. */
export interface Unresolved {
  readonly state: 'unresolved';
  readonly name: string;
  readonly reason: string;
  readonly provenance: Provenance;
}

/** What we know of one thing. No entry at all means that nobody looked. */
export type Fact<T> = Known<T> | Absent | Unresolved;

/** What can prove a finding: absence proves things too, and so does a value that cannot be known. */
export type Evidence = Known<unknown> | Absent | Unresolved;

/** A fact that stands in a file of the project. */
export function declared<T>(name: string, value: T, file: SourceFile, range: Range): Known<T> {
  return { state: 'known', name, value, provenance: { kind: 'declared', file, range } };
}

/** A fact that a tool decides when nobody says otherwise; `reference` is the page or source that says so. */
export function defaulted<T>(name: string, value: T, of: string, reference: string): Known<T> {
  return { state: 'known', name, value, provenance: { kind: 'default', of, reference } };
}

/** A fact that the user states on the command line or, at a place in a file, in the configuration. */
export function assumed<T>(name: string, value: T, by: string, at?: { readonly file: SourceFile; readonly range: Range }): Known<T> {
  return { state: 'known', name, value, provenance: { kind: 'assumed', by, ...(at === undefined ? {} : { at }) } };
}

/** A fact that the platform states. */
export function live<T>(name: string, value: T, place: LivePlace): Known<T> {
  return { state: 'known', name, value, provenance: { kind: 'live', place } };
}

/** A fact that the platform does not set, where nothing else does. */
export function absentLive(name: string, place: LivePlace): Absent {
  return { state: 'absent', name, live: place };
}

/** A fact that nothing sets, and the file where we looked. */
export function absent(name: string, file?: SourceFile): Absent {
  return file === undefined ? { state: 'absent', name } : { state: 'absent', name, file };
}

/** A fact that is set to something only a run would tell; the reason reads after "because". */
export function unresolved(name: string, reason: string, file: SourceFile, range: Range): Unresolved {
  return { state: 'unresolved', name, reason, provenance: { kind: 'declared', file, range } };
}

/** A fact that cannot be told, for a reason that rests on other facts. */
export function undecidable(name: string, reason: string, from: readonly Evidence[]): Unresolved {
  return { state: 'unresolved', name, reason, provenance: { kind: 'derived', from } };
}

/** Combines known facts into a new one that remembers its inputs. */
export function derive<const F extends readonly Known<unknown>[], T>(
  name: string,
  from: F,
  combine: (...values: { [I in keyof F]: F[I] extends Known<infer V> ? V : never }) => T,
): Known<T> {
  const values = from.map((fact) => fact.value) as { [I in keyof F]: F[I] extends Known<infer V> ? V : never };
  return { state: 'known', name, value: combine(...values), provenance: { kind: 'derived', from } };
}

/** The same fact under another name: `PORT` in a file becomes `server.port`. */
export function renamed<F extends Evidence>(fact: F, name: string): F {
  return { ...fact, name };
}

/** The value of a known fact, undefined of any other. */
export function valueOf<T>(fact: Fact<T> | undefined): T | undefined {
  return fact?.state === 'known' ? fact.value : undefined;
}

/** A known value with another one in its place, and the same provenance. */
export function mapKnown<T, U>(fact: Fact<T>, convert: (value: T) => U): Fact<U> {
  return fact.state === 'known' ? { ...fact, value: convert(fact.value) } : fact;
}
