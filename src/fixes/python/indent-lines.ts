import type { PythonModule } from '../../documents/python-tree.ts';
import { insertAt, type TextEdit } from '../../text/edit.ts';
import { lineEnd, lineStart } from '../../text/layout.ts';
import type { Range } from '../../text/range.ts';
import { stringsOf } from './style.ts';

/** Moves the lines of a stretch one level further in; blank ones, and those that begin inside of a string, stay. */
export function indentedLines(text: string, tree: PythonModule, { start, end }: Range, unit: string): readonly TextEdit[] {
  const strings = stringsOf(tree);
  const edits: TextEdit[] = [];
  for (let line = lineStart(text, start); line < end; line = lineEnd(text, line)) {
    const isBlank = text.slice(line, lineEnd(text, line)).trim() === '';
    if (!isBlank && !strings.some((range) => range.start < line && line < range.end)) edits.push(insertAt(line, unit));
  }
  return edits;
}
