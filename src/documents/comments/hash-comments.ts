import type { Range } from '../../text/range.ts';

/** Where a format without a parser of its own lets a comment begin. */
export interface CommentStyle {
  /** Characters that begin a comment. */
  readonly marks: string;
  /** Whether one may stand behind something: never, or after a blank. */
  readonly behind: 'never' | 'blank';
  /** Whether quotes keep a mark from beginning a comment: nowhere, around a value (`A="x # y"`), or anywhere as in a shell. */
  readonly quotes: 'none' | 'value' | 'shell';
}

/** Comments of a text that is read line by line, from their marks to the ends of their lines. */
export function hashComments(text: string, style: CommentStyle): readonly Range[] {
  const comments: Range[] = [];
  let offset = 0;
  let open = '';
  for (const line of text.split('\n')) {
    const read = readLine(line.replace(/\r$/, ''), style, open);
    if (read.comment !== undefined) comments.push({ start: offset + read.comment, end: offset + line.replace(/\r$/, '').length });
    // Only dotenv lets a value go on in the next line: https://github.com/motdotla/dotenv#multiline-values
    open = style.quotes === 'value' && text.includes(read.open, offset + line.length) ? read.open : '';
    offset += line.length + 1;
  }
  return comments;
}

/** Where a comment begins in a line, and the quote that is still open at its end; '' for none. */
function readLine(line: string, { marks, behind, quotes }: CommentStyle, before: string): { readonly comment?: number; readonly open: string } {
  let open = before;
  for (let index = 0; index < line.length; index += 1) {
    const character = line.charAt(index);
    if (open !== '') {
      if (character === '\\' && open === '"') index += 1;
      else if (character === open) open = '';
    } else if (marks.includes(character) && beginsComment(line, index, behind)) return { comment: index, open: '' };
    else if (opensQuote(line, index, quotes)) open = character;
    else if (character === '\\' && quotes === 'shell') index += 1;
  }
  return { open };
}

function beginsComment(line: string, index: number, behind: CommentStyle['behind']): boolean {
  return line.slice(0, index).trim() === '' || (behind === 'blank' && /\s/.test(line.charAt(index - 1)));
}

/** An apostrophe in a value opens nothing; a quote behind the equals sign does. */
function opensQuote(line: string, index: number, quotes: CommentStyle['quotes']): boolean {
  if (quotes === 'none' || !`"'`.includes(line.charAt(index))) return false;
  return quotes === 'shell' || line.slice(0, index).trimEnd().endsWith('=');
}
