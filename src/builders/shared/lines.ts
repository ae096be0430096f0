import type { Range } from '../../text/range.ts';

/** A line of a text without its end, and where it stands. */
export interface Line {
  readonly text: string;
  readonly start: number;
}

/** The lines of a text; `\n` and `\r\n` end one. */
export function linesOf(text: string): readonly Line[] {
  const lines: Line[] = [];
  let start = 0;
  while (start <= text.length) {
    const end = text.indexOf('\n', start);
    const stop = end === -1 ? text.length : end;
    lines.push({ text: text.slice(start, stop).replace(/\r$/, ''), start });
    if (end === -1) break;
    start = end + 1;
  }
  return lines;
}

/** Where a part of a line stands in the text; the line's start when the part is not in it. */
export function rangeInLine(line: Line, part: string): Range {
  const offset = Math.max(line.text.indexOf(part), 0);
  return { start: line.start + offset, end: line.start + offset + part.length };
}

/** Where a part of a text stands, its first place; the empty range at the start when it is not there. */
export function rangeOf(text: string, part: string): Range {
  const start = text.indexOf(part);
  return start === -1 ? { start: 0, end: 0 } : { start, end: start + part.length };
}
