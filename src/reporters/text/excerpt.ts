import type { Paint } from '../paint.ts';
import type { Place } from '../place.ts';
import { lineOf, positionsOf } from '../position.ts';
import { redactInPlace } from '../redact.ts';
import { headOf, printable, widthOf } from './width.ts';

/** The line of a place with a mark below it; a long line is cut around the mark. Empty for a place that is a whole file. */
export function excerpt({ file, range }: Place, width: number, paint: Paint): readonly string[] {
  if (range === undefined || range.end === 0) return [];
  const { start, end } = positionsOf(file, range);
  // Passwords go before the line is cut: a cut could take the part by which they are known.
  const text = printable(redactInPlace(lineOf(file, start.line)).replaceAll('\t', ' '));
  if (text.trim() === '') return [];
  const lastColumn = end.line === start.line ? end.column - 1 : text.length;
  const number = String(start.line);
  const room = Math.max(width - number.length - 3, 20);
  const cut = windowOf(text, start.column - 1, lastColumn, room);
  const mark = range.end > range.start ? '~'.repeat(Math.max(1, widthOf(cut.text.slice(cut.start, cut.end)))) : '^';
  return [
    `${paint.dim(`${number} |`)} ${cut.text}`,
    `${paint.dim(`${' '.repeat(number.length)} |`)} ${' '.repeat(widthOf(cut.text.slice(0, cut.start)))}${paint.yellow(mark)}`,
  ];
}

/** The part of a line that fits, and where the mark stands in it. */
function windowOf(text: string, start: number, end: number, room: number): { text: string; start: number; end: number } {
  const trimmed = text.length - text.trimStart().length;
  const indent = Math.min(trimmed, start);
  if (widthOf(text.slice(indent)) <= room) return { text: text.slice(indent), start: start - indent, end: Math.min(end, text.length) - indent };
  const from = start - indent < room / 2 ? indent : Math.max(indent, start - Math.floor(room / 4));
  const head = from > indent ? '…' : '';
  const whole = headOf(text.slice(from), room - head.length);
  const isCut = from + whole.length < text.length;
  const piece = head + (isCut ? `${headOf(whole, widthOf(whole) - 1)}…` : whole);
  const offset = start - from + head.length;
  return { text: piece, start: offset, end: Math.max(offset + 1, Math.min(end - from + head.length, piece.length)) };
}
