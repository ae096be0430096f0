import { headOf, widthOf } from './width.ts';

/** Breaks a text at spaces so that no line is wider than `width`; continued lines start with `indent`. Longer words are cut. */
export function wrap(text: string, width: number, indent = ''): readonly string[] {
  return joined(text.split(/\s+/), ' ', { width, indent });
}

/** Breaks a list of parts between them; a separator at the end of a line stays there. */
export function wrapParts(parts: readonly string[], separator: string, width: number): readonly string[] {
  return joined(parts, separator, { width: width - separator.trimEnd().length, indent: '' });
}

function joined(words: readonly string[], separator: string, { width, indent }: { readonly width: number; readonly indent: string }): readonly string[] {
  const lines: string[] = [];
  let line = '';
  const room = Math.max(width - indent.length, 1);
  for (const word of words.flatMap((each) => piecesOf(each, room))) {
    if (line === '') line = word;
    else if (widthOf(line) + separator.length + widthOf(word) <= width) line += separator + word;
    else {
      lines.push(line + separator.trimEnd());
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
