import type { TextEdit } from '../../text/edit.ts';
import { lineEnd } from '../../text/layout.ts';
import type { Container, Entry, Written } from './containers.ts';
import { additions } from './entry-additions.ts';
import { removals } from './entry-removals.ts';
import type { EntryText } from './entry-text.ts';
import type { Style } from './style.ts';

/** What happens to the entries of one call or dictionary; entries by their index. */
export interface EntryChanges {
  /** New values of entries that stay. */
  readonly values: ReadonlyMap<number, string>;
  readonly removed: readonly number[];
  readonly added: readonly EntryText[];
}

/** The edits for one call or dictionary. A new entry takes the place of one that goes, so that a renamed option stays where it was. */
export function entryEdits(written: Written, container: Container, { values, removed, added }: EntryChanges, style: Style): readonly TextEdit[] {
  const changed = [...values].flatMap(([index, text]): readonly TextEdit[] => {
    const entry = container.entries[index];
    return entry === undefined ? [] : [{ range: entry.value.range, text }];
  });
  const pairs = pairsOf(written, container, removed.toSorted((a, b) => a - b), added);
  const left = removed.filter((index) => !pairs.has(index)).toSorted((a, b) => a - b);
  const taken = new Set(pairs.values());
  const staying: Container = { ...container, entries: container.entries.filter((_entry, index) => !left.includes(index)) };
  const renamed = [...pairs].flatMap(([index, text]) => renamedEntry(written, container.entries[index], text));
  return [...changed, ...renamed, ...removals(written, container, left), ...additions(written, staying, added.filter((each) => !taken.has(each)).map(({ text }) => text), style)];
}

/** Which new entry comes instead of which old one: the one with the same value, else the next, unless a comment speaks of the old one. */
function pairsOf(written: Written, container: Container, removed: readonly number[], added: readonly EntryText[]): ReadonlyMap<number, EntryText> {
  const { entries } = container;
  // Where the last entry goes, what comes must stand in its place: nothing else is left to stand behind.
  const isSpoken = (index: number) => !removed.includes(entries.length - 1) && hasComment(written, container, entries[index]);
  const pairs = new Map<number, EntryText>();
  const free = new Set(added);
  const pair = (index: number, text: EntryText | undefined): void => {
    if (text === undefined) return;
    pairs.set(index, text);
    free.delete(text);
  };
  for (const index of removed) pair(index, [...free].find(({ value }) => sayTheSame(value, valueOf(written, entries[index]))));
  for (const index of removed) if (!pairs.has(index)) pair(index, [...free].find(({ value }) => contains(value, valueOf(written, entries[index]))));
  for (const index of removed) if (!pairs.has(index) && !isSpoken(index)) pair(index, [...free][0]);
  return pairs;
}

/** An entry whose value stays the same changes its name only. */
function renamedEntry(written: Written, entry: Entry | undefined, { text, name, value }: EntryText): readonly TextEdit[] {
  if (entry === undefined) return [];
  if (entry.nameRange !== undefined && valueOf(written, entry) === value) return [{ range: entry.nameRange, text: name }];
  return [{ range: entry.range, text }];
}

const valueOf = ({ file }: Written, entry: Entry | undefined): string => (entry === undefined ? '' : file.text.slice(entry.value.range.start, entry.value.range.end));

const bare = (value: string): string => value.replace(/^["']|["']$/g, '');

const sayTheSame = (value: string, old: string): boolean => bare(value) === bare(old);

/** True for a dictionary that took a value in: `{"tcp_keepalives_idle": "600"}` of 600. */
const contains = (value: string, old: string): boolean => value.startsWith('{') && (value.includes(`: ${old}`) || value.includes(`"${bare(old)}"`) || value.includes(`'${bare(old)}'`));

/** True for an entry with a comment of its own behind it, and only then is that comment about it. */
function hasComment({ file, tree }: Written, { brackets, entries }: Container, entry: Entry | undefined): boolean {
  if (entry === undefined) return false;
  const end = Math.min(lineEnd(file.text, entry.range.end), brackets.end);
  const isLast = !entries.some(({ range }) => range.start > entry.range.end && range.start < end);
  return isLast && tree.comments.some(({ start }) => start >= entry.range.end && start < end);
}
