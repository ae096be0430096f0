import type { Quote } from '../../text/quotes.ts';

/** How the people of a file write: what an inserted text takes over. */
export interface Style {
  /** One level of indentation. */
  readonly indent: string;
  readonly quote: Quote;
  readonly newline: '\n' | '\r\n';
  /** Whether statements end with a semicolon; Python's never do. */
  readonly semicolons: boolean;
}

/** A text with another indentation for each of its levels. */
export function reindented(text: string, { from, to }: { readonly from: string; readonly to: string }): string {
  return text.split('\n').map((line) => {
    let depth = 0;
    while (line.startsWith(from, depth * from.length)) depth += 1;
    return to.repeat(depth) + line.slice(depth * from.length);
  }).join('\n');
}
