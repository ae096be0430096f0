import { insertAt, type TextEdit } from '../../text/edit.ts';
import { indentAt, lineEnd, lineStart, newlineOf } from '../../text/layout.ts';
import type { Range } from '../../text/range.ts';

/** A line of its own below a statement, as far in; undefined where the statement shares its line with other code. */
export function lineBelow(text: string, statement: Range, code: string): TextEdit | undefined {
  if (text.slice(lineStart(text, statement.start), statement.start).trim() !== '') return undefined;
  const newline = newlineOf(text);
  const end = lineEnd(text, statement.end);
  const line = `${indentAt(text, statement.start)}${code}`;
  return end === text.length && !text.endsWith('\n') ? insertAt(end, `${newline}${line}`) : insertAt(end, `${line}${newline}`);
}
