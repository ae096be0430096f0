import { quoted as inQuotes, type Quote } from '../text/quotes.ts';
import { isList, isMap, type Value } from './value.ts';

/** How a file writes its code. */
export interface Style {
  /** One level of indentation. */
  readonly unit: string;
  readonly quote: Quote;
  readonly semicolon: ';' | '';
}

/** As Railway's own pages write it: https://docs.railway.com/infrastructure-as-code/reference */
export const RAILWAY_STYLE: Style = { unit: '  ', quote: '"', semicolon: ';' };

/** Lines are broken where they would be longer. */
export const WIDEST = 100;

/** A string literal in the quotes of the file. */
export const quoted = (text: string, { quote }: Style): string => inQuotes(text, quote);

/** A property name. `__proto__` would set the prototype if it were written plainly. */
function keyText(key: string, style: Style): string {
  if (key === '__proto__') return `[${quoted(key, style)}]`;
  return /^[A-Za-z_$][\w$]*$/.test(key) ? key : quoted(key, style);
}

/** A value as code, on one line. */
export function lineOf(value: Value | undefined, style: Style): string {
  if (value === undefined) return 'undefined';
  if (typeof value === 'string') return quoted(value, style);
  if (isList(value)) return `[${value.map((item) => lineOf(item, style)).join(', ')}]`;
  if (!isMap(value)) return String(value);
  return value.size === 0 ? '{}' : `{ ${[...value].map(([key, inner]) => `${keyText(key, style)}: ${lineOf(inner, style)}`).join(', ')} }`;
}

/** A value as code that starts at a column; lists and objects that are too long take a line for each part. */
export function codeOf(value: Value | undefined, style: Style, { indent, column }: { readonly indent: string; readonly column: number }): string {
  const line = lineOf(value, style);
  const isEmpty = isList(value) ? value.length === 0 : isMap(value) && value.size === 0;
  if (column + line.length + 1 <= WIDEST || isEmpty || (!isList(value) && !isMap(value))) return line;
  const inner = indent + style.unit;
  const parts = isList(value)
    ? value.map((item) => codeOf(item, style, { indent: inner, column: inner.length }))
    : [...value].map(([key, each]) => {
      const name = `${keyText(key, style)}: `;
      return name + codeOf(each, style, { indent: inner, column: inner.length + name.length });
    });
  const [open, close] = isList(value) ? ['[', ']'] : ['{', '}'];
  return [open, ...parts.map((part) => `${inner}${part},`), `${indent}${close}`].join('\n');
}

/** A line of a comment. Characters that would end the line become blanks. */
export function commentLine(text: string): string {
  const line = text.replaceAll(/[\n\r\u2028\u2029]/g, ' ').trimEnd();
  return line === '' ? '//' : `// ${line}`;
}
