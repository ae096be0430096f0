import { blocksOf, everyExpression } from '../../code/python/walk.ts';
import type { PythonModule } from '../../documents/python-tree.ts';
import { indentAt, indentUnitOf } from '../../text/layout.ts';
import { quoteOf, type Quote } from '../../text/quotes.ts';
import type { Range } from '../../text/range.ts';

/** How the people of a file write. */
export interface Style {
  readonly quote: Quote;
  /** One level: four blanks, a tab. */
  readonly indent: string;
}

/** The quotes and the indentation that most of a file has. */
export function styleOf(text: string, tree: PythonModule): Style {
  return { quote: quoteOf(stringsOf(tree).flatMap((range) => openingOf(text, range)?.quote ?? [])), indent: indentOf(text, tree) };
}

/** The places of all strings, f-strings and the texts in them included. */
export function stringsOf(tree: PythonModule): readonly Range[] {
  return [...everyExpression(tree.body)].flatMap(({ kind, range }) => (kind === 'string' || kind === 'fstring' ? [range] : []));
}

/** The quote that a string begins with, behind its prefix; undefined for triple quotes, which everybody writes in the same way. */
export function openingOf(text: string, { start, end }: Range): { readonly quote: Quote; readonly start: number } | undefined {
  const match = /^[a-zA-Z]*(['"])/.exec(text.slice(start, Math.min(end, start + 4)));
  if (match === null) return undefined;
  const quote = match[1] === "'" ? "'" : '"';
  const at = start + match[0].length - 1;
  return text.startsWith(quote.repeat(3), at) ? undefined : { quote, start: at };
}

function indentOf(text: string, tree: PythonModule): string {
  for (const statement of tree.body) {
    const first = blocksOf(statement)[0]?.[0];
    const indent = first === undefined ? '' : indentAt(text, first.range.start);
    if (indent !== '') return indent;
  }
  return indentUnitOf(text) ?? '    ';
}
