import type { PythonExpression } from '../../documents/python-tree.ts';
import type { Range } from '../../text/range.ts';
import { insertAt, type TextEdit } from '../../text/edit.ts';
import { indentAt, lineEnd, lineStart, newlineOf } from '../../text/layout.ts';

type List = Extract<PythonExpression, { readonly items: readonly PythonExpression[] }>;

/** The list that a value is, or begins with: `[...] + static(...)`; undefined where there is none. */
export function listIn(value: PythonExpression | undefined): List | undefined {
  if (value?.kind === 'list') return value;
  return value?.kind === 'binary' && value.operator === '+' ? (listIn(value.left) ?? listIn(value.right)) : undefined;
}

/** Puts items at the end of a list: each on a line of its own where the list has that, with a comma after the last where it has one. */
export function appended(
  text: string, { items, range }: List, added: readonly string[], layout: { readonly indent: string; readonly comments: readonly Range[] },
): readonly TextEdit[] {
  const newline = newlineOf(text);
  const last = items.at(-1);
  if (last === undefined) {
    const outer = indentAt(text, range.start);
    const lines = added.map((item) => `${newline}${outer}${layout.indent}${item},`).join('');
    const isOpen = text.slice(range.start, range.end).includes('\n');
    return [insertAt(range.start + 1, isOpen ? lines : `${lines}${newline}${outer}`)];
  }
  const isOnLines = text.slice(lineStart(text, last.range.start), last.range.start).trim() === '';
  const between = isOnLines ? newline + indentAt(text, last.range.start) : ' ';
  const comma = commaAfter(text, last.range.end, range.end, layout.comments);
  const end = afterComment(text, comma ?? last.range.end, layout.comments);
  if (comma !== undefined) return [insertAt(end, added.map((item) => `${between}${item},`).join(''))];
  return [insertAt(last.range.end, ','), insertAt(end, added.join(`,${between}`).replace(/^/, between))];
}

/** The end of a comment that stands behind an offset, in the same line; else the offset. */
function afterComment(text: string, offset: number, comments: readonly Range[]): number {
  const comment = comments.find(({ start }) => start >= offset && start < lineEnd(text, offset) && text.slice(offset, start).trim() === '');
  return comment === undefined ? offset : comment.end;
}

/** The offset after the comma that follows the last item, comments passed over; undefined where there is none. */
function commaAfter(text: string, start: number, end: number, comments: readonly Range[]): number | undefined {
  for (let offset = start; offset < end; offset += 1) {
    const comment = comments.find((each) => each.start <= offset && offset < each.end);
    if (comment !== undefined) offset = comment.end - 1;
    else if (text[offset] === ',') return offset + 1;
  }
  return undefined;
}
