/** A stretch of a text: offsets in UTF-16 units, end exclusive. */
export interface Range {
  readonly start: number;
  readonly end: number;
}

/** A place as people count it: line and column from 1, the column in UTF-16 units. */
export interface Position {
  readonly line: number;
  readonly column: number;
}

/** The offset of a 1-based line and 0-based column, as most parsers report places; clamped to the text. */
export function offsetAt(text: string, line: number, column: number): number {
  let offset = 0;
  for (let current = 1; current < line; current += 1) {
    const next = text.indexOf('\n', offset);
    if (next === -1) return text.length;
    offset = next + 1;
  }
  return Math.min(offset + column, text.length);
}

/** The line and column of an offset; a line ends with `\n`, `\r\n` or a single `\r`. For one place: it counts from the start of the text. */
export function positionAt(text: string, offset: number): Position {
  const lines = text.slice(0, offset).split(/\r\n|[\r\n]/);
  return { line: lines.length, column: (lines.at(-1) ?? '').length + 1 };
}

/** The range moved by an offset: for a text that was parsed on its own but stands inside another. */
export function shift(range: Range, by: number): Range {
  return { start: range.start + by, end: range.end + by };
}

/** The line that holds an offset, from 1. */
export function lineAt(text: string, offset: number): number {
  let line = 1;
  for (let newline = text.indexOf('\n'); newline !== -1 && newline < offset; newline = text.indexOf('\n', newline + 1)) line += 1;
  return line;
}
