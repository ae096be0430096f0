import { insertAt, type TextEdit } from '../../text/edit.ts';
import { lineEnd, lineStart } from '../../text/layout.ts';

/** A bracket with what stands in it up to an offset, and by how many characters the bracket moves. */
interface Hanging {
  readonly open: number;
  readonly end: number;
  readonly by: number;
}

/** Moves the lines that hang below a bracket along with it; nothing where they are indented in another way. */
export function shiftedLines(text: string, { open, end, by }: Hanging): readonly TextEdit[] {
  const column = open + 1 - lineStart(text, open);
  const edits: TextEdit[] = [];
  if (by === 0 || /^[ \t]*(#.*)?\r?\n/.test(text.slice(open + 1))) return [];
  for (let start = lineEnd(text, open); start < end; start = lineEnd(text, start)) {
    const indent = /^ */.exec(text.slice(start))?.[0].length ?? 0;
    if (indent < column) continue;
    edits.push(by > 0 ? insertAt(start, ' '.repeat(by)) : { range: { start, end: start - by }, text: '' });
  }
  return edits;
}
