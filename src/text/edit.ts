import type { Range } from './range.ts';

/** One change of a text: what stands in the range gives way to `text`. An empty range inserts, an empty text removes. */
export interface TextEdit {
  /** Offsets in the text that was scanned. */
  readonly range: Range;
  readonly text: string;
}

/** The text after all edits. Edits belong to the text that was scanned, so two that touch the same place are our mistake and throw. */
export function applyEdits(text: string, edits: readonly TextEdit[]): string {
  let result = '';
  let offset = 0;
  for (const { range, text: inserted } of inOrder(edits)) {
    if (range.start < offset || range.end < range.start || range.end > text.length) throw new Error(`an edit at ${range.start} overlaps another one or leaves the text`);
    result += text.slice(offset, range.start) + inserted;
    offset = range.end;
  }
  return result + text.slice(offset);
}

/** True when two groups of edits cannot be made together: they touch the same characters, or insert at the same place. */
export function areInConflict(some: readonly TextEdit[], others: readonly TextEdit[]): boolean {
  return some.some(({ range }) => others.some(({ range: other }) =>
    range.start === other.start || (range.start < other.end && other.start < range.end)));
}

/** An edit that puts text at an offset. */
export const insertAt = (offset: number, text: string): TextEdit => ({ range: { start: offset, end: offset }, text });

/** Insertions at one place keep the order in which they were made. */
function inOrder(edits: readonly TextEdit[]): readonly TextEdit[] {
  return edits.map((edit, index) => ({ edit, index }))
    .sort((a, b) => a.edit.range.start - b.edit.range.start || a.edit.range.end - b.edit.range.end || a.index - b.index)
    .map(({ edit }) => edit);
}
