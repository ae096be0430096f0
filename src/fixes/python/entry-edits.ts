import type { TextEdit } from '../../text/edit.ts';
import { additions } from './entry-additions.ts';
import { removals } from './entry-removals.ts';
import type { Container, Written } from './containers.ts';
import type { Style } from './literals.ts';

/** What happens to the entries of one call or dictionary; entries by their index. */
export interface EntryChanges {
  /** New values of entries that stay. */
  readonly values: ReadonlyMap<number, string>;
  readonly removed: readonly number[];
  /** New entries as they are written: `pool_size=5`, `"ssl": "require"`. */
  readonly added: readonly string[];
}

/** The edits for one call or dictionary. A new entry takes the place of one that goes, so that a renamed option stays where it was. */
export function entryEdits(written: Written, container: Container, changes: EntryChanges, style: Style): readonly TextEdit[] {
  const removed = changes.removed.toSorted((a, b) => a - b);
  const replaced = Math.min(removed.length, changes.added.length);
  const edits: TextEdit[] = [];
  for (const [index, text] of changes.values) {
    const entry = container.entries[index];
    if (entry !== undefined) edits.push({ range: entry.value.range, text });
  }
  for (const [order, index] of removed.slice(0, replaced).entries()) {
    const entry = container.entries[index];
    if (entry !== undefined) edits.push({ range: entry.range, text: changes.added[order] ?? '' });
  }
  return [...edits, ...removals(written, container, removed.slice(replaced)), ...additions(written, container, changes.added.slice(replaced), style)];
}
