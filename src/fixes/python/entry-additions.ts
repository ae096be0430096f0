import { everyExpression } from '../../code/python/walk.ts';
import type { PythonExpression } from '../../documents/python-tree.ts';
import { insertAt, type TextEdit } from '../../text/edit.ts';
import { indentAt, lineEnd, lineStart, newlineOf } from '../../text/layout.ts';
import type { Range } from '../../text/range.ts';
import type { Container, Entry, Written } from './containers.ts';
import { commaAfter, isBlank } from './entry-removals.ts';
import type { Style } from './style.ts';

/** A line that would be longer than this is broken where the file breaks its calls. */
const LONGEST_LINE = 100;

/** Puts entries at the end, before `**options`, in the layout that the call or dictionary has. */
export function additions(written: Written, container: Container, added: readonly string[], style: Style): readonly TextEdit[] {
  if (added.length === 0) return [];
  const { entries } = container;
  const splat = container.kind === 'call' ? entries.findLastIndex(({ splat: kind }) => kind !== '**') + 1 : entries.length;
  const next = entries[splat];
  if (next !== undefined) return [beforeEntry(written, next, added)];
  const last = entries.at(-1);
  return last === undefined ? [intoEmpty(written, container, added, style)] : afterLast(written, container, { last, added, style });
}

function beforeEntry({ file: { text } }: Written, { range }: Entry, added: readonly string[]): TextEdit {
  const isOnLine = isBlank(text, { start: lineStart(text, range.start), end: range.start });
  const gap = isOnLine ? `${newlineOf(text)}${indentAt(text, range.start)}` : ' ';
  return insertAt(range.start, added.map((each) => `${each},${gap}`).join(''));
}

function intoEmpty({ file: { text } }: Written, { brackets }: Container, added: readonly string[], { indent }: Style): TextEdit {
  if (!text.slice(brackets.start, brackets.end).includes('\n')) return insertAt(brackets.start + 1, added.join(', '));
  const gap = `${newlineOf(text)}${indentAt(text, brackets.start)}${indent}`;
  return insertAt(brackets.start + 1, added.map((each) => `${gap}${each},`).join(''));
}

interface Addition {
  readonly last: Entry;
  readonly added: readonly string[];
  readonly style: Style;
}

function afterLast(written: Written, container: Container, { last, added, style }: Addition): readonly TextEdit[] {
  const { text } = written.file;
  const comma = commaAfter(written, last, container.brackets.end);
  const isListed = container.entries.every((entry) => isBlank(text, { start: lineStart(text, entry.range.start), end: entry.range.start }) || lineStart(text, entry.range.start) === lineStart(text, container.brackets.start));
  const startsLine = isBlank(text, { start: lineStart(text, last.range.start), end: last.range.start });
  if (startsLine && isListed) return onLines(written, container, { last, added, comma });
  const isTooLong = lengthWith(written, last, added) > LONGEST_LINE;
  if (isTooLong && !text.slice(container.brackets.start, container.brackets.end).includes('\n') && breaksCalls(written)) {
    return broken(written, container, added, style);
  }
  const isHanging = isTooLong && container.entries.some(({ range }) => lineStart(text, range.start) === lineStart(text, last.range.start)
    && isBlank(text, { start: lineStart(text, range.start), end: range.start }));
  const gap = isHanging ? `${newlineOf(text)}${indentAt(text, last.range.start)}` : ' ';
  return [insertAt(comma ?? last.range.end, comma === undefined ? `,${gap}${added.join(', ')}` : `${gap}${added.join(', ')},`)];
}

/** Each entry has its line: the new ones get theirs, with a comma at the end where the last one had it, or a single one would in this file. */
function onLines(written: Written, { brackets, entries }: Container, { last, added, comma }: { readonly last: Entry; readonly added: readonly string[]; readonly comma: number | undefined }): readonly TextEdit[] {
  const { text } = written.file;
  const [newline, indent] = [newlineOf(text), indentAt(text, last.range.start)];
  const stop = lineEnd(text, comma ?? last.range.end);
  const closesThere = stop >= brackets.end;
  if (comma !== undefined) {
    return closesThere ? [insertAt(comma, added.map((each) => `${newline}${indent}${each},`).join(''))] : [insertAt(stop, added.map((each) => `${indent}${each},${newline}`).join(''))];
  }
  const lines = added.map((each) => `${indent}${each}`).join(`,${newline}`);
  const hasComment = written.tree.comments.some(({ start }) => start >= last.range.end && start < stop);
  const end = entries.length === 1 && !closesThere && endsWithCommas(written) ? ',' : '';
  if (closesThere || !hasComment) return [insertAt(last.range.end, `,${newline}${lines}${end}`)];
  return [insertAt(last.range.end, ','), insertAt(stop, `${lines}${end}${newline}`)];
}

/** True for a file whose lists of several lines end with a comma: a single entry is written without one, as formatters do it. */
function endsWithCommas({ file: { text }, tree }: Written): boolean {
  return [...everyExpression(tree.body)].some((expression) => {
    const brackets = bracketsOf(expression);
    return brackets !== undefined && /,\s*$/.test(text.slice(brackets.start, brackets.end - 1)) && text.slice(brackets.start, brackets.end).includes('\n');
  });
}

function bracketsOf(expression: PythonExpression): Range | undefined {
  if (expression.kind === 'call') return expression.brackets;
  return ['dict', 'list', 'tuple'].includes(expression.kind) ? expression.range : undefined;
}

/** The length of the last entry's line with new ones, its comment not counted. */
function lengthWith({ file: { text }, tree }: Written, last: Entry, added: readonly string[]): number {
  const end = lineEnd(text, last.range.end);
  const comment = tree.comments.find(({ start }) => start >= last.range.end && start < end);
  const line = text.slice(lineStart(text, last.range.end), comment?.start ?? end).trimEnd();
  return line.length + added.join(', ').length + 2;
}

/** True for a file with a call or a dictionary whose first entry stands on a line of its own. */
function breaksCalls({ file: { text }, tree }: Written): boolean {
  for (const expression of everyExpression(tree.body)) {
    const brackets = expression.kind === 'call' ? expression.brackets : expression.kind === 'dict' ? expression.range : undefined;
    if (brackets !== undefined && /^[([{][ \t]*\r?\n/.test(text.slice(brackets.start, brackets.end))) return true;
  }
  return false;
}

/** One line becomes a line for each entry. */
function broken({ file: { text } }: Written, { entries, brackets }: Container, added: readonly string[], { indent }: Style): readonly TextEdit[] {
  const outer = `${newlineOf(text)}${indentAt(text, brackets.start)}`;
  const gap = `${outer}${indent}`;
  const between = entries.slice(1).map((entry, index) => ({ range: { start: entries[index]?.range.end ?? 0, end: entry.range.start }, text: `,${gap}` }));
  const [first, last] = [entries[0]?.range.start ?? brackets.start + 1, entries.at(-1)?.range.end ?? brackets.start + 1];
  return [
    { range: { start: brackets.start + 1, end: first }, text: gap },
    ...between,
    { range: { start: last, end: brackets.end - 1 }, text: `,${added.map((each) => `${gap}${each},`).join('')}${outer}` },
  ];
}
