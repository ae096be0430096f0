import type { Range } from './range.ts';

/** Where a stretch of a text begins: at which of its characters, and at which of the file's. */
export interface TextPiece {
  readonly from: number;
  readonly at: number;
}

/**
 * Stretches of what a literal stands for. `content` is what is written between its quotes, `at` the offset of that in the file and `from`
 * where its text begins in a longer one. `escape` finds all escapes, and `lengthOf` tells for how many characters one of them stands.
 */
export function escapedPieces(content: string, { at, from }: TextPiece, escape: RegExp, lengthOf: (written: string) => number): readonly TextPiece[] {
  const pieces: TextPiece[] = [{ from, at }];
  let shorter = 0;
  for (const { 0: written, index } of content.matchAll(escape)) {
    shorter += written.length - lengthOf(written);
    const end = index + written.length;
    pieces.push({ from: from + end - shorter, at: at + end });
  }
  return pieces;
}

/** Where a stretch of the text stands in the file; undefined where there are no pieces. */
export function placeIn(pieces: readonly TextPiece[], { start, end }: Range): Range | undefined {
  const original = (offset: number) => {
    const piece = pieces.findLast(({ from }) => from <= offset);
    return piece === undefined ? undefined : piece.at + offset - piece.from;
  };
  const [first, last] = [original(start), original(Math.max(start, end - 1))];
  return first === undefined || last === undefined ? undefined : { start: first, end: Math.max(first, last + 1) };
}
