import type { Parameter } from './check.ts';

/** What a rule counts in one edition, and why. */
export interface EditionEntry {
  readonly points: number;
  readonly because: string;
  /** Parameters that this edition sets otherwise than the rule's YAML. */
  readonly params?: Readonly<Record<string, Parameter>>;
}

/** A table of points. The points sum to 100; a released one never changes. */
export interface Edition {
  readonly id: string;
  readonly released: string;
  readonly about: string;
  readonly rules: ReadonlyMap<string, EditionEntry>;
}

/** Reads an edition's YAML; what breaks the schema throws, because it is our file. */
export function editionFrom(path: string, raw: unknown): Edition {
  const map = raw as { id?: unknown; released?: unknown; about?: unknown; rules?: Record<string, EditionEntry> };
  const rules = new Map(Object.entries(map.rules ?? {}));
  let sum = 0;
  for (const entry of rules.values()) sum += entry.points;
  if (sum !== 100) throw new Error(`${path} gives ${sum} points instead of 100`);
  return { id: String(map.id), released: String(map.released), about: String(map.about), rules };
}
