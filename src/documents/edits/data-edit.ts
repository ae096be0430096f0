import type { TextEdit } from '../../text/edit.ts';

/** How a data file is written. JSON is read with comments and trailing commas; where a reader takes none, there are none. */
export type EditFormat = 'json' | 'toml' | 'yaml';

/** A value that an edit writes. */
export type Scalar = string | number | boolean;

/** Keys of objects and numbers of items, from the root of the document. */
export type DataPath = readonly (string | number)[];

/** Where a new key or item goes among those that are there: behind the last of the named keys, in its alphabetical place where they are sorted, first or last. */
export type Placing = 'first' | 'last' | 'sorted' | { readonly after: readonly string[] };

/** One change of a data file. */
export type DataEdit =
  /** The value at the path becomes this one; keys and sections that are missing are added. */
  | { readonly kind: 'set'; readonly path: DataPath; readonly value: Scalar | readonly string[]; readonly placing?: Placing }
  /** A list gets one item more. */
  | { readonly kind: 'add'; readonly path: DataPath; readonly item: string; readonly placing?: Placing }
  /** A key goes with its line, or an item of a list. */
  | { readonly kind: 'remove'; readonly path: DataPath };

/** The edits of the text, or why they cannot be made; the reason reads after "because", no period. */
export type DataEdits =
  | { readonly ok: true; readonly edits: readonly TextEdit[] }
  | { readonly ok: false; readonly because: string };

/** An edit that cannot be made. */
export const cannot = (because: string): DataEdits => ({ ok: false, because });

/** An edit that can be made. */
export const edits = (...made: readonly TextEdit[]): DataEdits => ({ ok: true, edits: made });

/** A path as people write it: `environments.production.deploy`. */
export function pathText(path: DataPath): string {
  return path.map((key, index) => (typeof key === 'number' ? `[${key}]` : `${index === 0 ? '' : '.'}${key}`)).join('');
}

/** The number of keys that a new one stands behind. */
export function indexFor(keys: readonly string[], key: string, placing: Placing = 'last'): number {
  if (placing === 'first') return 0;
  if (placing === 'last') return keys.length;
  if (placing === 'sorted') return isSorted(keys) ? keys.filter((other) => compare(other, key) <= 0).length : keys.length;
  const index = keys.findLastIndex((other) => placing.after.includes(other));
  return index === -1 ? keys.length : index + 1;
}

/** True for names in alphabetical order, in which case does not count; one name alone shows none. */
export function isSorted(names: readonly string[]): boolean {
  return names.length > 1 && names.every((name, index) => index === 0 || compare(names[index - 1] ?? '', name) <= 0);
}

function compare(left: string, right: string): number {
  const [a, b] = [left.toLowerCase(), right.toLowerCase()];
  return a < b ? -1 : a > b ? 1 : 0;
}
