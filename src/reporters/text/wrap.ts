import { headOf, widthOf } from './width.ts';

/** Breaks a text at spaces so that no line is wider than `width`; continued lines start with `indent`. Longer words are cut. */
export function wrap(text: string, width: number, indent = ''): readonly string[] {
  const lines: string[] = [];
  let line = '';
  const room = Math.max(width - indent.length, 1);
  for (const word of text.split(/\s+/).flatMap((each) => piecesOf(each, room))) {
    if (line === '') line = word;
    else if (widthOf(line) + 1 + widthOf(word) <= width) line += ` ${word}`;
    else {
      lines.push(line);
      line = indent + word;
    }
  }
  return line === '' ? lines : [...lines, line];
}

/** A word in pieces that fit on a line. */
function piecesOf(word: string, room: number): readonly string[] {
  const pieces: string[] = [];
  let rest = word;
  while (widthOf(rest) > room) {
    const piece = headOf(rest, room);
    pieces.push(piece);
    rest = rest.slice(piece.length);
  }
  return rest === '' ? pieces : [...pieces, rest];
}

/** Left and right text on one line of a width; the right one goes when there is no room. */
export function justified(left: string, right: string, width: number): string {
  const gap = width - widthOf(left) - widthOf(right);
  return gap < 2 ? left : `${left}${' '.repeat(gap)}${right}`;
}
