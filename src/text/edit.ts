import type { Range } from './range.ts';

/** Replaces a range of a text; an empty range inserts. */
export interface TextEdit {
  readonly range: Range;
  readonly text: string;
}

/** The text with all edits made. Overlapping edits are a mistake of the caller and throw. */
export function applyEdits(text: string, edits: readonly TextEdit[]): string {
  const ordered = [...edits].sort((a, b) => a.range.start - b.range.start || a.range.end - b.range.end);
  let result = '';
  let position = 0;
  for (const edit of ordered) {
    if (edit.range.start < position) throw new Error(`edits overlap at offset ${edit.range.start}`);
    result += text.slice(position, edit.range.start) + edit.text;
    position = edit.range.end;
  }
  return result + text.slice(position);
}
