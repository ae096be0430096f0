import { rowOf, table, type Column } from './table.ts';

/** A part of a document of Markdown: a text, or a table that may be cut between its rows. */
export type Section =
  | { readonly kind: 'text'; readonly text: string }
  | {
    readonly kind: 'table';
    /** Above the table, as a heading; or what is seen of it while it is folded. */
    readonly title: string;
    readonly isFolded: boolean;
    readonly columns: readonly Column[];
    readonly rows: readonly (readonly string[])[];
  };

/** Room for the line that says what is missing, in bytes. */
const REST = 200;

/**
 * The sections one below the other, in at most `most` bytes of UTF-8: what does not fit is left out, row by row from the end, and the last
 * line says how much that is. Tables without rows are left out. A title is Markdown, or HTML where it is folded.
 */
export function document(sections: readonly Section[], most: number): string {
  const blocks: string[] = [];
  let room = most - REST;
  let left = 0;
  for (const section of sections) {
    if (section.kind === 'table' && section.rows.length === 0) continue;
    const rows = section.kind === 'table' ? rowsThatFit(section.rows, room - bytes(tableBlock(section, [])) - 2) : [];
    const block = section.kind === 'text' ? section.text : tableBlock(section, rows);
    const missing = section.kind === 'table' ? section.rows.length - rows.length : 0;
    const fits = bytes(block) + 2 <= room && (section.kind === 'text' || rows.length > 0);
    left += fits ? missing : Math.max(missing, 1);
    if (!fits) continue;
    blocks.push(block);
    room -= bytes(block) + 2;
  }
  if (left > 0) blocks.push(`${left} more ${left === 1 ? 'line is' : 'lines are'} left out, because the document may not be longer.`);
  return `${blocks.join('\n\n')}\n`;
}

type Table = Extract<Section, { kind: 'table' }>;

function tableBlock({ title, isFolded, columns }: Table, rows: readonly (readonly string[])[]): string {
  const body = rows.length === 0 ? table(columns, [[]]) : table(columns, rows);
  return isFolded ? `<details>\n<summary>${title}</summary>\n\n${body}\n\n</details>` : `### ${title}\n\n${body}`;
}

function rowsThatFit(rows: readonly (readonly string[])[], room: number): readonly (readonly string[])[] {
  let used = 0;
  for (const [index, row] of rows.entries()) {
    used += bytes(rowOf(row)) + 1;
    if (used > room) return rows.slice(0, index);
  }
  return rows;
}

function bytes(text: string): number {
  return Buffer.byteLength(text);
}
