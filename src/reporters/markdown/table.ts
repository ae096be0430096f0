/** A column of a table: its title, and whether it holds numbers. */
export interface Column {
  readonly title: string;
  readonly isNumber?: boolean;
  /** Left out where no row has anything in it. */
  readonly isOptional?: boolean;
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

/** A table without the optional columns that are empty in every row. */
export function withoutEmpty({ columns, rows }: { readonly columns: readonly Column[]; readonly rows: readonly (readonly string[])[] }): { readonly columns: readonly Column[]; readonly rows: readonly (readonly string[])[] } {
  const stays = columns.map(({ isOptional }, index) => isOptional !== true || rows.some((row) => row[index] !== ''));
  const kept = <T>(cells: readonly T[]): readonly T[] => cells.filter((_, index) => stays[index]);
  return { columns: kept(columns), rows: rows.map(kept) };
}
