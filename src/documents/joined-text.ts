import type { Range } from '../text/range.ts';

/** A text made of pieces of another one: a logical line whose continuations and comments are taken out. */
export interface JoinedText {
  readonly text: string;
  /** Where a stretch of the joined text stands in the source. */
  source(start: number, end: number): Range;
}

/** Joins pieces of a source; they are in order and don't overlap. */
export function joinPieces(source: string, pieces: readonly Range[]): JoinedText {
  const starts: number[] = [];
  let length = 0;
  for (const piece of pieces) {
    starts.push(length);
    length += piece.end - piece.start;
  }
  const original = (offset: number): number => {
    const index = lastNotAfter(starts, offset);
    return (pieces[index]?.start ?? 0) + offset - (starts[index] ?? 0);
  };
  return {
    text: pieces.map((piece) => source.slice(piece.start, piece.end)).join(''),
    source: (start, end) => ({ start: original(start), end: end > start ? original(end - 1) + 1 : original(start) }),
  };
}

function lastNotAfter(starts: readonly number[], offset: number): number {
  let low = 0;
  let high = starts.length - 1;
  while (low < high) {
    const middle = (low + high + 1) >> 1;
    if ((starts[middle] ?? 0) <= offset) low = middle;
    else high = middle - 1;
  }
  return Math.max(low, 0);
}
