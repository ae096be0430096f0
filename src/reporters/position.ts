import type { SourceFile } from '../model/source-file.ts';
import type { Position, Range } from '../text/range.ts';

/** Offsets at which the lines of a file begin; kept per file, because a report asks for many places. */
const lineStarts = new WeakMap<SourceFile, readonly number[]>();

/** The 1-based line and column of an offset, columns in UTF-16 units. */
export function positionIn(file: SourceFile, offset: number): Position {
  const starts = startsOf(file);
  let low = 0;
  let high = starts.length - 1;
  while (low < high) {
    const middle = Math.ceil((low + high) / 2);
    if ((starts[middle] ?? 0) <= offset) low = middle;
    else high = middle - 1;
  }
  return { line: low + 1, column: offset - (starts[low] ?? 0) + 1 };
}

/** The text of a 1-based line without its end. */
export function lineOf(file: SourceFile, line: number): string {
  const starts = startsOf(file);
  const start = starts[line - 1] ?? file.text.length;
  return file.text.slice(start, starts[line] ?? file.text.length).replace(/[\r\n]+$/, '');
}

/** Start and end of a range as positions. */
export function positionsOf(file: SourceFile, range: Range): { readonly start: Position; readonly end: Position } {
  return { start: positionIn(file, range.start), end: positionIn(file, range.end) };
}

function startsOf(file: SourceFile): readonly number[] {
  const kept = lineStarts.get(file);
  if (kept !== undefined) return kept;
  const starts = [0];
  const { text } = file;
  for (let index = 0; index < text.length; index += 1) {
    const code = text.charCodeAt(index);
    if (code === 10 || (code === 13 && text.charCodeAt(index + 1) !== 10)) starts.push(index + 1);
  }
  lineStarts.set(file, starts);
  return starts;
}
