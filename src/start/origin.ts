import type { Evidence, Known, Provenance, Unresolved } from '../model/fact.ts';
import type { SourceFile } from '../model/source-file.ts';
import type { Range } from '../text/range.ts';
import { shift } from '../text/range.ts';

/** Makes facts of a text that is read piece by piece: each piece knows where it stands in the project, as far as that can be told. */
export interface Origin {
  known<T>(name: string, value: T, range: Range): Known<T>;
  unresolved(name: string, reason: string, range: Range): Unresolved;
  /** The same for a text that stands inside this one; `text` is what it reads once quotes and escapes are gone. */
  inside(text: string, range: Range): Origin;
}

/** A piece of a text that makes facts. */
export interface Place {
  readonly origin: Origin;
  readonly range: Range;
}

/** Facts of a file's own text. */
export function originOfFile(file: SourceFile): Origin {
  return declaredAt(file, (range) => range);
}

/** Facts of a text that is the value of another fact; their ranges are exact when the file holds the text as it is. */
export function originOfFact(fact: Known<string>): Origin {
  const { provenance } = fact;
  if (provenance.kind === 'live') return placedAt(provenance);
  if (provenance.kind !== 'declared') return derivedFrom(fact);
  return insideFile(provenance.file, provenance.range, fact.value);
}

/** Facts that all stand at one place. */
export function placedAt(provenance: Provenance): Origin {
  const origin: Origin = {
    known: (name, value) => ({ state: 'known', name, value, provenance }),
    unresolved: (name, reason) => ({ state: 'unresolved', name, reason, provenance }),
    inside: () => origin,
  };
  return origin;
}

/** Facts of a text of which nothing more is known than another fact. */
export function derivedFrom(fact: Evidence): Origin {
  return {
    known: (name, value) => ({ state: 'known', name, value, provenance: { kind: 'derived', from: [fact] } }),
    unresolved: (name, reason) => ({ state: 'unresolved', name, reason, provenance: { kind: 'derived', from: [fact] } }),
    inside: () => derivedFrom(fact),
  };
}

export function knownAt<T>(place: Place, name: string, value: T): Known<T> {
  return place.origin.known(name, value, place.range);
}

export function unresolvedAt(place: Place, name: string, reason: string): Unresolved {
  return place.origin.unresolved(name, reason, place.range);
}

function declaredAt(file: SourceFile, map: (range: Range) => Range): Origin {
  return {
    known: (name, value, range) => ({ state: 'known', name, value, provenance: { kind: 'declared', file, range: map(range) } }),
    unresolved: (name, reason, range) => ({ state: 'unresolved', name, reason, provenance: { kind: 'declared', file, range: map(range) } }),
    inside: (text, range) => insideFile(file, map(range), text),
  };
}

/** The text may stand in quotes, and it may be escaped; then every piece of it stands at the whole. */
function insideFile(file: SourceFile, range: Range, text: string): Origin {
  for (const margin of [0, 1]) {
    const start = range.start + margin;
    if (file.text.slice(start, start + text.length) === text && start + text.length <= range.end) {
      return declaredAt(file, (inner) => shift(inner, start));
    }
  }
  return declaredAt(file, () => range);
}
