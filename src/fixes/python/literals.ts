import { blocksOf, everyExpression } from '../../code/python/walk.ts';
import type { PythonModule } from '../../documents/python-tree.ts';
import type { Code, Plain } from '../../model/change.ts';
import { indentAt } from '../../text/layout.ts';

/** How the people of a file write. */
export interface Style {
  readonly quote: '"' | "'";
  /** One level: four blanks, a tab. */
  readonly indent: string;
}

/** The quotes and the indentation that most of a file has. */
export function styleOf(text: string, tree: PythonModule): Style {
  let balance = 0;
  for (const expression of everyExpression(tree.body)) {
    if (expression.kind !== 'string') continue;
    const opening = /^[a-zA-Z]*(['"])/.exec(text.slice(expression.range.start, expression.range.start + 4))?.[1];
    balance += opening === "'" ? -1 : opening === '"' ? 1 : 0;
  }
  return { quote: balance < 0 ? "'" : '"', indent: indentOf(text, tree) };
}

function indentOf(text: string, tree: PythonModule): string {
  for (const statement of tree.body) {
    const first = blocksOf(statement)[0]?.[0];
    const indent = first === undefined ? '' : indentAt(text, first.range.start);
    if (indent !== '') return indent;
  }
  return '    ';
}

/** A value as Python writes it. */
export function literalOf(value: Plain | Code, { quote }: Style): string {
  if (typeof value === 'object') return value.code;
  if (typeof value === 'boolean') return value ? 'True' : 'False';
  return typeof value === 'number' ? String(value) : quoted(value, quote);
}

function quoted(value: string, preferred: Style['quote']): string {
  const other = preferred === '"' ? "'" : '"';
  const quote = value.includes(preferred) && !value.includes(other) ? other : preferred;
  const escaped = value.replaceAll('\\', '\\\\').replaceAll(quote, `\\${quote}`).replaceAll('\n', '\\n').replaceAll('\r', '\\r').replaceAll('\t', '\\t');
  return `${quote}${escaped}${quote}`;
}
