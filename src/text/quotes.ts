/** The quotes that texts of code stand in. */
export type Quote = '"' | "'";

/** The quote that most of some strings begin with; double quotes where both are as many. */
export function quoteOf(openings: readonly string[]): Quote {
  const single = openings.filter((each) => each === "'").length;
  return single * 2 > openings.length ? "'" : '"';
}

/** A string literal of Python or JavaScript, in the other quotes where that saves escapes. */
export function quoted(text: string, preferred: Quote): string {
  const other = preferred === '"' ? "'" : '"';
  const count = (mark: string) => text.split(mark).length;
  const mark = count(preferred) > count(other) ? other : preferred;
  // Both languages know the escapes of JSON. JSON allows two line ends that JavaScript did not allow: https://github.com/tc39/proposal-json-superset
  const inside = JSON.stringify(text).slice(1, -1).replaceAll('\u2028', String.raw`\u2028`).replaceAll('\u2029', String.raw`\u2029`);
  return mark === '"' ? `"${inside}"` : `'${inside.replaceAll(String.raw`\"`, '"').replaceAll("'", String.raw`\'`)}'`;
}
