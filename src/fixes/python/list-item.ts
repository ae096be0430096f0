import type { PythonExpression } from '../../documents/python-tree.ts';
import { insertAt, type TextEdit } from '../../text/edit.ts';
import { indentAt, lineEnd, lineStart, newlineOf } from '../../text/layout.ts';
import type { Range } from '../../text/range.ts';

type Collection = PythonExpression & { readonly kind: 'list' | 'tuple' | 'set' };

/** A list in a text with the comments of the text; comments decide where a line may end. */
interface Written {
  readonly text: string;
  readonly comments: readonly Range[];
}

/** One more item at the end of a list, as the others are written: behind the last one, or on a line of its own. */
export function appendedItem({ text, comments }: Written, list: Collection, item: string): readonly TextEdit[] {
  const last = list.items.at(-1);
  const close = list.range.end - 1;
  if (last === undefined) return emptyList({ text, comments }, list, item);
  const comma = commaAfter(text, last.range.end, { close, comments });
  const areOnLines = text.slice(lineStart(text, last.range.start), last.range.start).trim() === '';
  if (!areOnLines) {
    const onlyOne = list.kind === 'tuple' && list.items.length === 1 && comma !== undefined;
    if (onlyOne) return [insertAt(comma + 1, ` ${item}`)];
    return [insertAt(last.range.end, `, ${item}`)];
  }
  const newline = newlineOf(text);
  const line = `${newline}${indentAt(text, last.range.start)}${item}`;
  const lastLine = { start: last.range.end, end: Math.min(lineEnd(text, last.range.end), close) };
  if (comma === undefined) return withoutComma(text, { last: last.range.end, line, comments, lastLine });
  return [insertAt(contentEnd(text, lastLine, comma + 1), `${line},`)];
}

/** True for a literal whose brackets are written. */
export function isBracketed(text: string, expression: PythonExpression): expression is Collection {
  return (expression.kind === 'list' || expression.kind === 'tuple' || expression.kind === 'set') && /^[[({]/.test(text.slice(expression.range.start));
}

function emptyList({ text, comments }: Written, list: Collection, item: string): readonly TextEdit[] {
  const { start, end } = list.range;
  const inside = comments.filter((comment) => comment.start > start && comment.end < end).at(-1);
  if (inside !== undefined) return [insertAt(inside.end, `${newlineOf(text)}${indentAt(text, start)}    ${item},`)];
  const written = list.kind === 'tuple' ? `${item},` : item;
  return [{ range: { start: start + 1, end: end - 1 }, text: written }];
}

/** The last item gets its comma, and the new one goes below the line: below its comment too. */
function withoutComma(
  text: string, { last, line, comments, lastLine }: { readonly last: number; readonly line: string; readonly comments: readonly Range[]; readonly lastLine: Range },
): readonly TextEdit[] {
  const comment = comments.find(({ start }) => start >= lastLine.start && start < lastLine.end);
  return comment === undefined ? [insertAt(last, `,${line}`)] : [insertAt(last, ','), insertAt(comment.end, line)];
}

function commaAfter(text: string, offset: number, { close, comments }: { readonly close: number; readonly comments: readonly Range[] }): number | undefined {
  for (let at = offset; at < close; at += 1) {
    const comment = comments.find(({ start, end }) => start <= at && at < end);
    if (comment !== undefined) at = comment.end;
    else if (text[at] === ',') return at;
  }
  return undefined;
}

/** Where what a line says ends, comment included: before its newline, or before the bracket that closes the list. */
function contentEnd(text: string, line: Range, least: number): number {
  return Math.max(least, line.start + text.slice(line.start, line.end).trimEnd().length);
}

