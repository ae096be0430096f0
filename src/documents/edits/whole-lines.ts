import type { TextEdit } from '../../text/edit.ts';
import { lineStart } from '../../text/layout.ts';

/** Removes the lines from the one that holds `start` up to `end`. A text that ends without a newline still does so afterwards. */
export function removeLines(text: string, start: number, end: number): TextEdit {
  const first = lineStart(text, start);
  const isUnended = end === text.length && text.charAt(end - 1) !== '\n';
  const blank = isUnended ? (/(?:\r?\n[ \t]*)+$/.exec(text.slice(0, first))?.[0].length ?? 0) : 0;
  return { range: { start: first - blank, end }, text: '' };
}
