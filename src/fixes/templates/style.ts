/** How the people of a file write: what an inserted text takes over. */
export interface Style {
  /** One level of indentation. */
  readonly indent: string;
  readonly quote: '"' | "'";
  readonly newline: '\n' | '\r\n';
  /** Whether statements end with a semicolon; Python's never do. */
  readonly semicolons: boolean;
}

/** One level of indentation: a tab, or the blanks by which a line is most often deeper than the one before it; undefined in a flat file. */
export function indentUnitOf(text: string): string | undefined {
  const counts = new Map<string, number>();
  let previous = '';
  for (const line of text.split('\n')) {
    if (line.trim() === '') continue;
    const indent = /^[ \t]*/.exec(line)?.[0] ?? '';
    const step = indent.startsWith(previous) ? indent.slice(previous.length) : '';
    if (/^(\t| {2,8})$/.test(step)) counts.set(step, (counts.get(step) ?? 0) + 1);
    previous = indent;
  }
  const [best] = [...counts].sort(([a, left], [b, right]) => right - left || a.length - b.length);
  return best?.[0];
}

/** The quote that most of some strings begin with; double quotes where they are as many, as the templates have. */
export function quoteOf(strings: readonly string[]): '"' | "'" {
  const single = strings.filter((each) => each === "'").length;
  return single * 2 > strings.length ? "'" : '"';
}

/** A text with another indentation for each of its levels. */
export function reindented(text: string, { from, to }: { readonly from: string; readonly to: string }): string {
  return text.split('\n').map((line) => {
    let depth = 0;
    while (line.startsWith(from, depth * from.length)) depth += 1;
    return to.repeat(depth) + line.slice(depth * from.length);
  }).join('\n');
}
