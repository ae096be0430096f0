import type { Paint } from '../paint.ts';
import type { Place } from '../place.ts';
import { lineOf, positionsOf } from '../position.ts';
import { shown } from './width.ts';

/** The line of a place with a mark below it; a long line is cut around the mark. Empty for a place that is a whole file. */
export function excerpt({ file, range }: Place, width: number, paint: Paint): readonly string[] {
  if (range === undefined || range.end <= range.start) return [];
  const { start, end } = positionsOf(file, range);
  const text = lineOf(file, start.line).replaceAll('\t', ' ');
  const lastColumn = end.line === start.line ? end.column - 1 : text.length;
  const number = String(start.line);
  const room = Math.max(width - number.length - 3, 20);
  const cut = windowOf(text, start.column - 1, lastColumn, room);
  const marked = '~'.repeat(Math.max(1, cut.end - cut.start));
  const gutter = ' '.repeat(number.length);
  return [
    `${paint.dim(`${number} |`)} ${shown(cut.text)}`,
    `${paint.dim(`${gutter} |`)} ${' '.repeat(cut.start)}${paint.yellow(marked)}`,
  ];
}

/** The part of a line that fits, and where the mark stands in it. */
function windowOf(text: string, start: number, end: number, room: number): { text: string; start: number; end: number } {
  const trimmed = text.length - text.trimStart().length;
  const indent = Math.min(trimmed, start);
  if (text.length - indent <= room) return { text: text.slice(indent), start: start - indent, end: Math.min(end, text.length) - indent };
  const from = start - indent < room / 2 ? indent : Math.max(indent, start - Math.floor(room / 4));
  const head = from > indent ? '…' : '';
  const piece = text.slice(from, from + room - head.length);
  const tail = from + piece.length < text.length ? '…' : '';
  const shown = `${head}${tail === '' ? piece : piece.slice(0, -1)}${tail}`;
  const offset = start - from + head.length;
  return { text: shown, start: offset, end: Math.max(offset + 1, Math.min(end - from + head.length, shown.length)) };
}
