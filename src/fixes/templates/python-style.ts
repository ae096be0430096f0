import type { PythonModule } from '../../documents/python-tree.ts';
import type { Range } from '../../text/range.ts';
import { newlineOf } from '../../text/layout.ts';
import { expressionsIn } from './python-walk.ts';
import { indentUnitOf, quoteOf, reindented, type Style } from './style.ts';

/** What the templates are written in. */
const INDENT = '    ';

/** How a Python file is written. */
export function pythonStyle(text: string, tree: PythonModule): Style {
  const quotes = stringsOf(tree).flatMap((range) => quoteAt(text, range)?.quote ?? []);
  return { indent: indentUnitOf(text) ?? INDENT, quote: quoteOf(quotes), newline: newlineOf(text), semicolons: false };
}

/** A template's Python with the quotes and the indentation of the file that it goes to; its lines end with `\n` still. */
export function restyledPython(text: string, tree: PythonModule, style: Style): string {
  let result = text;
  for (const range of stringsOf(tree).toSorted((a, b) => b.start - a.start)) {
    const found = quoteAt(text, range);
    const content = found === undefined ? '' : text.slice(found.start + 1, range.end - 1);
    if (found === undefined || found.quote === style.quote || /["'\\]/.test(content)) continue;
    result = `${result.slice(0, found.start)}${style.quote}${content}${style.quote}${result.slice(range.end)}`;
  }
  return reindented(result, { from: INDENT, to: style.indent });
}

/** The opening quote of a string of one line; undefined for triple quotes. */
function quoteAt(text: string, { start, end }: Range): { readonly quote: string; readonly start: number } | undefined {
  const match = /^[a-zA-Z]*(['"])/.exec(text.slice(start, Math.min(end, start + 4)));
  const quote = match?.[1];
  if (match === null || quote === undefined) return undefined;
  const at = start + match[0].length - 1;
  return text.startsWith(quote.repeat(3), at) ? undefined : { quote, start: at };
}

/** The places of all strings. What stands inside an f-string may be written as it is for a reason. */
function stringsOf(tree: PythonModule): readonly Range[] {
  return expressionsIn(tree).flatMap(({ kind, range }) => (kind === 'string' || kind === 'fstring' ? [range] : []));
}
