import { insertAt, type TextEdit } from '../../text/edit.ts';
import { indentAt, lineEnd, lineStart, newlineOf } from '../../text/layout.ts';
import type { Range } from '../../text/range.ts';

/** Items between brackets, with commas: a JSON object or array, a TOML array or inline table, a flow collection of YAML. */
export interface BracketList {
  readonly text: string;
  /** With both brackets. */
  readonly range: Range;
  /** An item of an object goes from its key to the end of its value. */
  readonly items: readonly Range[];
  readonly comment: '#' | '//';
  /** What one level of indentation adds. */
  readonly unit: string;
  /** What stands inside of the brackets of a list on one line. */
  readonly padding: string;
  /** What stands behind a comma on one line, where no two items show it. */
  readonly gap: string;
  /** True when an empty list is written over several lines. */
  readonly expands: boolean;
}

/** What stands behind an item, up to the next one or the bracket. */
interface Behind {
  readonly comma: number | undefined;
  /** The end of the comma and the comments that stand on the item's last line. */
  readonly end: number;
}

/** Inserts an item, so that it is the one with this number, laid out as its neighbours are. */
export function insertItem(list: BracketList, index: number, item: string): readonly TextEdit[] {
  if (list.items.length === 0) return insertOnly(list, item);
  const before = list.items[index - 1];
  return before === undefined ? insertFirst(list, item) : insertBehind(list, before, { item, isLast: index === list.items.length });
}

/** True when an item begins its line. */
export function beginsLine(text: string, { start }: Range): boolean {
  return text.slice(lineStart(text, start), start).trim() === '';
}

/** The indentation that an inserted item gets; undefined where it goes into the line of the others. */
export function indentOfItems({ text, items, range, unit, expands }: BracketList, index: number): string | undefined {
  const neighbour = items[index - 1] ?? items[0];
  if (neighbour === undefined) return expands || text.slice(range.start, range.end).includes('\n') ? indentAt(text, range.start) + unit : undefined;
  return beginsLine(text, neighbour) ? indentAt(text, neighbour.start) : undefined;
}

function insertOnly(list: BracketList, item: string): readonly TextEdit[] {
  const { text, range, padding } = list;
  const inner = { start: range.start + 1, end: range.end - 1 };
  const newline = newlineOf(text);
  const indent = indentOfItems(list, 0);
  if (text.slice(inner.start, inner.end).trim() !== '') {
    const last = inner.start + text.slice(inner.start, inner.end).trimEnd().length;
    return [insertAt(last, `${newline}${indent ?? indentAt(text, range.start) + list.unit}${item}`)];
  }
  if (indent === undefined) return [{ range: inner, text: `${padding}${item}${padding}` }];
  return [{ range: inner, text: `${newline}${indent}${item}${newline}${indentAt(text, range.start)}` }];
}

function insertFirst(list: BracketList, item: string): readonly TextEdit[] {
  const { text, range, items, comment } = list;
  const [first] = items;
  const indent = indentOfItems(list, 0);
  if (first === undefined || indent === undefined) return [insertAt(first?.start ?? range.start + 1, `${item},${gapOf(list, 0)}`)];
  const { end } = behind(text, { start: range.start + 1, end: first.start }, comment);
  return [insertAt(end, `${newlineOf(text)}${indent}${item},`)];
}

function insertBehind(list: BracketList, before: Range, { item, isLast }: { readonly item: string; readonly isLast: boolean }): readonly TextEdit[] {
  const { text, range, comment, items } = list;
  const { comma, end } = behind(text, { start: before.end, end: range.end - 1 }, comment);
  const index = items.indexOf(before) + 1;
  const indent = indentOfItems(list, index);
  const tail = comma === undefined && isLast ? '' : ',';
  if (indent === undefined) {
    const gap = gapOf(list, index);
    return [comma === undefined ? insertAt(before.end, `,${gap}${item}${isLast ? '' : ','}`) : insertAt(comma + 1, `${gap}${item}${tail}`)];
  }
  const line = `${newlineOf(text)}${indent}${item}${tail}`;
  if (comma !== undefined) return [insertAt(end, line)];
  return end === before.end ? [insertAt(end, `,${line}`)] : [insertAt(before.end, ','), insertAt(end, line)];
}

/** What stands between a comma and the next item, as two neighbours have it. */
function gapOf({ text, items, comment, gap }: BracketList, index: number): string {
  const pairs = [[items[index - 1], items[index]], [items[index - 2], items[index - 1]], [items[0], items[1]]];
  for (const [left, right] of pairs) {
    if (left === undefined || right === undefined) continue;
    const { comma } = behind(text, { start: left.end, end: right.start }, comment);
    const between = comma === undefined ? undefined : text.slice(comma + 1, right.start);
    if (between !== undefined && /^ ?$/.test(between)) return between;
  }
  return gap;
}

/** Removes an item with its line, or out of its line. */
export function removeItem(list: BracketList, index: number): readonly TextEdit[] {
  const { text, items, range, comment } = list;
  const item = items[index];
  if (item === undefined) return [];
  const before = items[index - 1];
  const { comma, end } = behind(text, { start: item.end, end: range.end - 1 }, comment);
  const inner = { start: range.start + 1, end: range.end - 1 };
  const isAlone = `${text.slice(inner.start, item.start)}${text.slice(comma === undefined ? item.end : comma + 1, inner.end)}`.trim() === '';
  if (items.length === 1 && isAlone) return [{ range: inner, text: '' }];
  const commaBefore = before === undefined ? undefined : behind(text, { start: before.end, end: item.start }, comment).comma;
  const orphan = index === items.length - 1 && comma === undefined ? commaBefore : undefined;
  if (beginsLine(text, item) && /^[ \t]*\r?\n/.test(text.slice(end))) {
    const line = { range: { start: lineStart(text, item.start), end: lineEnd(text, end) }, text: '' };
    return orphan === undefined ? [line] : [{ range: { start: orphan, end: orphan + 1 }, text: '' }, line];
  }
  const next = items[index + 1];
  if (next !== undefined && (before === undefined || !beginsLine(text, next))) return [{ range: { start: item.start, end: next.start }, text: '' }];
  const start = orphan ?? (commaBefore === undefined ? item.start : commaBefore + 1);
  return [{ range: { start, end: comma === undefined ? item.end : comma + 1 }, text: '' }];
}

/** Looks over blanks, comments and one comma. */
function behind(text: string, { start, end: stop }: Range, comment: '#' | '//'): Behind {
  let comma: number | undefined;
  let end = start;
  let sameLine = true;
  for (let at = start; at < stop;) {
    const character = text.charAt(at);
    if (character === ',' && comma === undefined) {
      comma = at;
      at += 1;
      end = at;
      sameLine = true;
    } else if (isComment(text, at, comment)) {
      at = commentEnd(text, at);
      if (sameLine) end = at;
    } else if (/\s/.test(character)) {
      if (character === '\n') sameLine = false;
      at += 1;
    } else {
      break;
    }
  }
  return { comma, end };
}

function isComment(text: string, at: number, comment: '#' | '//'): boolean {
  return comment === '#' ? text.charAt(at) === '#' : text.startsWith('//', at) || text.startsWith('/*', at);
}

function commentEnd(text: string, at: number): number {
  if (text.startsWith('/*', at)) {
    const close = text.indexOf('*/', at + 2);
    return close === -1 ? text.length : close + 2;
  }
  const newline = text.indexOf('\n', at);
  const end = newline === -1 ? text.length : newline;
  return text.charAt(end - 1) === '\r' ? end - 1 : end;
}
