import type { PythonModule, PythonStatement } from '../../documents/python-tree.ts';
import { insertAt, type TextEdit } from '../../text/edit.ts';
import { indentAt, lineEnd, lineStart, newlineOf } from '../../text/layout.ts';
import { isSorted } from './sorted.ts';

/** A line of imports longer than this is left alone: the people of the file, or their formatter, would break it in their own way. */
const LONGEST_LINE = 88;

type FromStatement = PythonStatement & { readonly kind: 'import-from' };

/** The name put into a `from x import ...` that the file has already; undefined where there is none that takes it. */
export function joinedImport(text: string, tree: PythonModule, wanted: { readonly from: string; readonly name: string }, usedAt: number): TextEdit | undefined {
  const candidates = tree.body.filter((statement): statement is FromStatement => statement.kind === 'import-from'
    && statement.level === 0 && statement.module === wanted.from && !statement.star && statement.range.end <= usedAt);
  for (const statement of candidates) {
    const edit = withName(text, tree, statement, wanted.name);
    if (edit !== undefined) return edit;
  }
  return undefined;
}

function withName(text: string, tree: PythonModule, statement: FromStatement, name: string): TextEdit | undefined {
  const { names, range } = statement;
  const next = isSorted(names.map((each) => each.name)) ? names.findIndex((each) => isSorted([name, each.name])) : -1;
  const before = names[next];
  const last = names.at(-1);
  if (last === undefined) return undefined;
  const written = text.slice(range.start, range.end);
  if (!written.includes('\n')) {
    const line = text.slice(lineStart(text, range.start), lineEnd(text, range.end)).trimEnd();
    if (line.length + name.length + 2 > LONGEST_LINE && !written.endsWith(')')) return undefined;
    return before === undefined ? insertAt(last.range.end, `, ${name}`) : insertAt(before.range.start, `${name}, `);
  }
  const areOnLines = names.every((each) => text.slice(lineStart(text, each.range.start), each.range.start).trim() === '');
  if (!written.endsWith(')') || !areOnLines) return undefined;
  const newline = newlineOf(text);
  if (before !== undefined) return insertAt(before.range.start, `${name},${newline}${indentAt(text, before.range.start)}`);
  return afterLastLine(text, tree, { last: last.range.end, end: range.end, line: `${indentAt(text, last.range.start)}${name}`, newline });
}

/** A line after the one that holds the last name. That name gets its comma, and the new one has a comma where the last had one. */
function afterLastLine(
  text: string, tree: PythonModule, place: { readonly last: number; readonly end: number; readonly line: string; readonly newline: string },
): TextEdit | undefined {
  const { last, end, line, newline } = place;
  const hasComma = text.slice(last, end).trimStart().startsWith(',');
  const stop = lineEnd(text, last);
  // A bracket on the last name's own line, or a last name without a comma before a comment: rare, and a line of its own serves as well.
  if (stop >= end || (!hasComma && tree.comments.some(({ start }) => start >= last && start < stop))) return undefined;
  return hasComma ? insertAt(stop, `${line},${newline}`) : insertAt(last, `,${newline}${line}`);
}
