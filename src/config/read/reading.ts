import type { ArrayNode, DataEntry, DataNode } from '../../documents/data.ts';
import type { SourceFile } from '../../model/source-file.ts';
import type { Range } from '../../text/range.ts';
import type { Setting } from '../config.ts';
import type { ConfigContext } from '../context.ts';
import type { Mistake } from '../mistakes.ts';
import { nearestName } from '../../text/nearest-name.ts';

/** One configuration file while it is read: what is wrong is noted, and the rest is read on. */
export interface Reading {
  readonly file: SourceFile;
  readonly context: ConfigContext;
  readonly mistakes: Mistake[];
}

/** Notes a mistake. */
export function note(reading: Reading, range: Range, message: string, hint: Mistake['hint']): undefined {
  reading.mistakes.push({ range, message, hint });
}

/** The entries of a section; one without a value (`rules:`) is empty. */
export function entriesOf(reading: Reading, node: DataNode | undefined, name: string): readonly DataEntry[] {
  if (node === undefined || node.kind === 'null') return [];
  if (node.kind === 'object') return node.entries;
  note(reading, node.range, `${name} is ${kindText(node)}`, `${name} holds keys with values`);
  return [];
}

/** The entries of a section by key; keys that it does not have are noted, with the one that was meant. */
export function knownEntries(reading: Reading, node: DataNode | undefined, name: string, keys: readonly string[]): ReadonlyMap<string, DataEntry> {
  const found = new Map<string, DataEntry>();
  for (const entry of entriesOf(reading, node, name)) {
    if (keys.includes(entry.key)) found.set(entry.key, entry);
    else note(reading, entry.keyRange, `${name} has no key "${entry.key}"`, () => suggestion(entry.key, keys));
  }
  return found;
}

/** What is right where a name is wrong: the nearest one, else all of them, else where they are listed. */
export function suggestion(wrong: string, names: readonly string[], listing?: string): string {
  const near = nearestName(wrong, names);
  if (near !== undefined) return `did you mean ${near}?`;
  return listing ?? `there ${names.length === 1 ? 'is' : 'are'} ${names.join(', ')}`;
}

/** The items of a list; nothing without a value. */
export function itemsOf(reading: Reading, node: DataNode, name: string): ArrayNode['items'] {
  if (node.kind === 'null') return [];
  if (node.kind === 'array') return node.items;
  note(reading, node.range, `${name} is ${kindText(node)}`, `${name} is a list`);
  return [];
}

/** A text that says something. */
export function textOf(reading: Reading, node: DataNode, name: string): string | undefined {
  if (node.kind === 'string' && String(node.value).trim() !== '') return node.value as string;
  return note(reading, node.range, `${name} is ${kindText(node)}`, `${name} is a text`);
}

/** One of some words. */
export function wordOf<W extends string>(reading: Reading, node: DataNode, name: string, words: readonly W[]): W | undefined {
  const word = words.find((each) => node.kind === 'string' && each === node.value);
  return word ?? note(reading, node.range, `${name} is ${kindText(node)}`, `${name} is one of ${words.join(', ')}`);
}

/** A whole number from 0 to 100. */
export function pointsOf(reading: Reading, node: DataNode, name: string): number | undefined {
  if (node.kind === 'number' && Number.isInteger(node.value) && Number(node.value) >= 0 && Number(node.value) <= 100) return Number(node.value);
  return note(reading, node.range, `${name} is ${kindText(node)}`, `${name} is a whole number from 0 to 100`);
}

/** The token of a value as it stands in the file. */
export function writtenOf({ file }: Reading, { range }: DataNode): string {
  return file.text.slice(range.start, range.end);
}

/** A value with the place of its entry. */
export function settingOf<T>({ file }: Reading, { keyRange, value: node }: DataEntry, value: T): Setting<T> {
  return { value, origin: { kind: 'file', file, range: { start: keyRange.start, end: Math.max(keyRange.end, node.range.end) } } };
}

/** A value in words that follow "is", long texts cut. */
export function kindText(node: DataNode): string {
  switch (node.kind) {
    case 'null': return 'without a value';
    case 'array': return 'a list';
    case 'object': return 'a section with keys';
    case 'string': return `"${short(String(node.value))}"`;
    default: return short(String(node.value));
  }
}

function short(text: string): string {
  const line = text.replaceAll(/\s+/g, ' ');
  return line.length > 40 ? `${line.slice(0, 39)}…` : line;
}
