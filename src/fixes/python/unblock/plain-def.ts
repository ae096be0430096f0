import type { PythonFunction } from '../../../documents/python-tree.ts';
import type { TextEdit } from '../../../text/edit.ts';
import { shiftedLines } from '../shift-lines.ts';

/** Takes `async` away, and keeps parameters aligned that hang below the bracket. */
export function plainDef(text: string, node: PythonFunction): readonly TextEdit[] | undefined {
  const { start } = node.range;
  const found = /^async[ \t]+(?=def[ \t])/.exec(text.slice(start, node.nameRange.start));
  const [first] = node.body;
  if (found === null || first === undefined) return undefined;
  const open = text.indexOf('(', node.nameRange.end);
  const aligned = open === -1 || open > first.range.start ? [] : shiftedLines(text, { open, end: first.range.start, by: -found[0].length });
  return [{ range: { start, end: start + found[0].length }, text: '' }, ...aligned];
}
