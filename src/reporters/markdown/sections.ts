import { rowOf, table, withoutEmpty, type Column } from './table.ts';

/** A part of a document of Markdown: a text, or a table or a list that may be cut at its end. */
export type Section = { readonly kind: 'text'; readonly text: string } | Table | List;

interface Titled {
  /** Above it, as a heading; or what is seen of it while it is folded. */
  readonly title: string;
  readonly isFolded: boolean;
}

interface Table extends Titled {
  readonly kind: 'table';
  readonly columns: readonly Column[];
  readonly rows: readonly (readonly string[])[];
}

interface List extends Titled {
  readonly kind: 'list';
  /** Markdown of one item each; lines after the first are indented by two spaces. */
  readonly items: readonly string[];
}

/** Room for the line that says what is missing, in bytes. */
const REST = 200;

/**
 * The sections one below the other, in at most `most` bytes of UTF-8: what does not fit is left out, row by row from the end, and the last
 * line says how much that is. Tables and lists without anything in them are left out. A title is Markdown, or HTML where it is folded.
 */
export function document(sections: readonly Section[], most: number): string {
  const blocks: string[] = [];
  let room = most - REST;
  let left = 0;
  for (const section of sections) {
    const { block, missing } = section.kind === 'text' ? textThatFits(section.text, room) : partThatFits(section, room);
    left += missing;
    if (block === '') continue;
    blocks.push(block);
    room -= bytes(block) + GAP;
  }
  if (left > 0) blocks.push(`${left} more ${left === 1 ? 'line is' : 'lines are'} left out, because the document may not be longer.`);
  return `${blocks.join('\n\n')}\n`;
}

/** The empty line between two blocks. */
const GAP = 2;

/** What fits of a section, '' for nothing, and how many lines do not. */
interface Fitting {
  readonly block: string;
  readonly missing: number;
}

function textThatFits(text: string, room: number): Fitting {
  return bytes(text) + GAP <= room ? { block: text, missing: 0 } : { block: '', missing: 1 };
}

function partThatFits(section: Table | List, room: number): Fitting {
  const { columns, rows } = section.kind === 'table' ? withoutEmpty(section) : { columns: [], rows: [] };
  const lines = section.kind === 'table' ? rows.map(rowOf) : section.items.map((item) => `- ${item}`);
  const head = section.kind === 'table' ? `${table(columns, [[]]).split('\n').slice(0, 2).join('\n')}\n` : '';
  const count = countThatFit(lines, room - bytes(framed(section, head)) - GAP);
  return { block: count === 0 ? '' : framed(section, head + lines.slice(0, count).join('\n')), missing: lines.length - count };
}

function framed({ title, isFolded }: Titled, body: string): string {
  return isFolded ? `<details>\n<summary>${title}</summary>\n\n${body}\n\n</details>` : `### ${title}\n\n${body}`;
}

function countThatFit(lines: readonly string[], room: number): number {
  let used = 0;
  for (const [index, line] of lines.entries()) {
    used += bytes(line) + 1;
    if (used > room) return index;
  }
  return lines.length;
}

function bytes(text: string): number {
  return Buffer.byteLength(text);
}
