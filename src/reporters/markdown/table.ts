/** A column of a table: its title, and whether it holds numbers. */
export interface Column {
  readonly title: string;
  readonly isNumber?: boolean;
}

/**
 * A table of GitHub flavoured Markdown (https://github.github.com/gfm/#tables-extension-), without a line end; '' without rows. Cells are
 * Markdown of one line each; a `|` in them is escaped here, also inside of code, as the specification asks.
 */
export function table(columns: readonly Column[], rows: readonly (readonly string[])[]): string {
  if (rows.length === 0) return '';
  const rule = columns.map(({ isNumber }) => (isNumber === true ? '---:' : '---'));
  return [columns.map(({ title }) => title), rule, ...rows].map(rowOf).join('\n');
}

/** One more row for a table, for those who must count bytes. */
export function rowOf(cells: readonly string[]): string {
  return `| ${cells.map((cell) => cell.replaceAll('|', '\\|')).join(' | ')} |`;
}
