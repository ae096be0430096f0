import type { PythonFile } from '../../../code/python/python-file.ts';
import { indentAt, lineStart } from '../../../text/layout.ts';
import type { Range } from '../../../text/range.ts';
import { styleOf } from '../style.ts';
import { frozenLines } from './block-edits.ts';

/** An expression of a function as it stands in another place, as a value or in the header of a block, its further lines moved along with it. */
export function movedText(file: PythonFile, range: Range, to: { readonly column: number; readonly indent: string; readonly as: 'value' | 'header' }): string {
  const { text } = file.source;
  const frozen = frozenLines(text, file.tree);
  const column = range.start - lineStart(text, range.start);
  const indent = indentAt(text, range.start);
  const lines = text.slice(range.start, range.end).split('\n');
  // What hangs below a with is indented twice, so that it does not look like the body.
  const { indent: unit } = styleOf(text, file.tree);
  const isDeep = to.as === 'value' && /^\S*\(\s*$/.test(lines[0] ?? '') && lines.slice(1, -1).every((line) => line.trim() === '' || line.startsWith(indent + unit + unit));
  let offset = range.start;
  return lines.map((line, index) => {
    const start = offset;
    offset += line.length + 1;
    if (index === 0 || frozen.has(start) || line.trim() === '') return line;
    const own = /^[ \t]*/.exec(line)?.[0] ?? '';
    if (!isDeep && own.length > column) return `${' '.repeat(own.length - column + to.column)}${line.slice(own.length)}`;
    const base = isDeep && own.startsWith(indent + unit + unit) ? indent + unit : indent;
    return `${to.indent}${own.startsWith(base) ? own.slice(base.length) : own}${line.slice(own.length)}`;
  }).join('\n');
}

/** The comment behind a statement on its line, with the blanks before it; '' where there is none. */
export function commentBehind({ source: { text }, tree }: PythonFile, offset: number): string {
  const end = text.indexOf('\n', offset);
  const comment = tree.comments.find(({ start }) => start >= offset && (end === -1 || start < end));
  return comment === undefined || text.slice(offset, comment.start).trim() !== '' ? '' : text.slice(offset, comment.end);
}
