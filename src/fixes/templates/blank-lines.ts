import { insertAt, type TextEdit } from '../../text/edit.ts';
import { lineEnd, lineStart, newlineOf } from '../../text/layout.ts';

/** Lines of code that go into a text, with the blank lines that people leave around such code. */
export interface Block {
  /** Lines that end with `\n`, the last one with none. */
  readonly code: string;
  readonly blanks: number;
}

/** The lines below the line that an offset stands in. What follows keeps its distance, or gets it. */
export function blockBelow(text: string, offset: number, { code, blanks }: Block): TextEdit {
  const newline = newlineOf(text);
  const end = lineEnd(text, offset);
  const lines = code.replaceAll('\n', newline);
  if (end === text.length && !text.endsWith('\n')) return insertAt(end, newline.repeat(blanks + 1) + lines);
  const rest = text.slice(end);
  const isLast = rest.trim() === '';
  const missing = isLast || isCloser(rest) ? 0 : Math.max(0, blanks - blankLinesOf(rest));
  return insertAt(end, newline.repeat(blanks) + lines + newline + newline.repeat(missing));
}

/** The lines above the line that an offset stands in. */
export function blockAbove(text: string, offset: number, { code, blanks }: Block): TextEdit {
  const newline = newlineOf(text);
  const start = lineStart(text, offset);
  const before = text.slice(0, start);
  const missing = before.trim() === '' ? 0 : Math.max(0, blanks - blankLinesOf(upsideDown(before)));
  return insertAt(start, newline.repeat(missing) + code.replaceAll('\n', newline) + newline.repeat(blanks + 1));
}

/** Lines of code, each with blanks before it; empty ones stay empty. */
export const indented = (code: string, indent: string): string => code.split('\n').map((line) => (line === '' ? '' : indent + line)).join('\n');

/** A line that only closes what is open needs no blank line before it. */
const isCloser = (rest: string): boolean => /^[ \t]*[})\]]/.test(rest);

/** Whole lines, the last one first. */
const upsideDown = (lines: string): string => `${lines.split('\n').slice(0, -1).toReversed().join('\n')}\n`;

/** The blank lines that a text begins with. */
function blankLinesOf(text: string): number {
  let count = 0;
  for (const line of text.split('\n').slice(0, -1)) {
    if (line.trim() !== '') break;
    count += 1;
  }
  return count;
}
