import type { PythonModule } from '../../documents/python-tree.ts';
import { newlineOf } from '../../text/layout.ts';
import { openingOf, stringsOf, styleOf } from '../python/style.ts';
import { reindented, type Style } from './style.ts';

/** What the templates are written in. */
const INDENT = '    ';

/** How a Python file is written. */
export const pythonStyle = (text: string, tree: PythonModule): Style => ({ ...styleOf(text, tree), newline: newlineOf(text), semicolons: false });

/** A template's Python with the quotes and the indentation of the file that it goes to; its lines end with `\n` still. */
export function restyledPython(text: string, tree: PythonModule, style: Style): string {
  let result = text;
  for (const range of stringsOf(tree).toSorted((a, b) => b.start - a.start)) {
    const found = openingOf(text, range);
    const content = found === undefined ? '' : text.slice(found.start + 1, range.end - 1);
    if (found === undefined || found.quote === style.quote || /["'\\]/.test(content)) continue;
    result = `${result.slice(0, found.start)}${style.quote}${content}${style.quote}${result.slice(range.end)}`;
  }
  return reindented(result, { from: INDENT, to: style.indent });
}
