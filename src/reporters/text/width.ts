import { redact } from '../redact.ts';

/** Characters that move the cursor, colour the terminal or turn the reading direction, and halves of characters: a file's text must do none of that. */
// oxlint-disable-next-line no-control-regex -- control characters are what this looks for
const CONTROL = /[\u0000-\u0008\u000b-\u001f\u007f-\u009f\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069\p{Surrogate}]/gu;
/** Characters that take two columns: East Asian wide ones and emoji. */
const WIDE = /[\u1100-\u115f\u2e80-\ua4cf\uac00-\ud7a3\uf900-\ufaff\ufe30-\ufe6f\uff00-\uff60\uffe0-\uffe6\u{1f300}-\u{1faff}\u{20000}-\u{3fffd}]/u;
/** Characters that take none. */
const NARROW = /[\u0300-\u036f]|[\u200b-\u200d]|[\ufe00-\ufe0f]/;

/** A text of the project as a terminal may show it: no passwords of URLs, no control characters. */
export function shown(text: string): string {
  return printable(redact(text));
}

/** A text without characters that do something instead of being seen; every other one keeps its place. */
export function printable(text: string): string {
  return text.replaceAll(CONTROL, '�');
}

/** Columns that a text takes. */
export function widthOf(text: string): number {
  if (isPlain(text)) return text.length;
  let width = 0;
  for (const character of text) width += columnsOf(character);
  return width;
}

/** The longest start of a text that fits into some columns; at least one character. */
export function headOf(text: string, columns: number): string {
  if (isPlain(text)) return text.slice(0, Math.max(columns, 1));
  let width = 0;
  let head = '';
  for (const character of text) {
    width += columnsOf(character);
    if (width > columns && head !== '') break;
    head += character;
  }
  return head;
}

/** A text on one line, with a mark where its end had to go. */
export function cut(text: string, columns: number): string {
  return widthOf(text) > columns ? `${headOf(text, columns - 1)}…` : text;
}

function isPlain(text: string): boolean {
  return /^[\u0020-\u007e]*$/.test(text);
}

function columnsOf(character: string): number {
  if (WIDE.test(character)) return 2;
  return NARROW.test(character) ? 0 : 1;
}
