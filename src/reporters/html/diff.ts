import type { SourceFile } from '../../model/source-file.ts';
import type { TextEdit } from '../../text/edit.ts';
import type { FileEdit } from '../edit-json.ts';
import { lineOf, positionIn } from '../position.ts';
import { redactInPlace } from '../redact.ts';
import { html, type Markup } from './markup.ts';

/** Lines of a new or changed part that are shown. */
const MOST_LINES = 60;
const MOST_CHARACTERS = 400;

/** What the edits of a fix change, file by file: removed and added lines with one line around them. */
export function diffOf(edits: readonly FileEdit[]): readonly Markup[] {
  const files = new Map<string, FileEdit[]>();
  for (const edit of edits) {
    const path = edit.kind === 'edit' ? edit.file.path : edit.path;
    const own = files.get(path);
    if (own === undefined) files.set(path, [edit]);
    else own.push(edit);
  }
  return [...files].map(([path, own]) => html`<figure class="diff"><figcaption><code>${path}</code></figcaption><pre><code>${own.flatMap(partOf)}${hunks(own)}</code></pre></figure>
`);
}

/** A file as a whole: made or deleted. */
function partOf(edit: FileEdit): readonly Markup[] {
  if (edit.kind === 'edit') return [];
  if (edit.kind === 'delete') return [html`<span class="line removed"><span class="sign">-</span><span>the whole file</span></span>`];
  return rows('added', edit.text.replace(/\n$/, '').split('\n'));
}

interface Hunk {
  readonly file: SourceFile;
  readonly first: number;
  readonly last: number;
  readonly edits: readonly TextEdit[];
}

/** Edits whose lines touch are one part. */
function hunks(edits: readonly FileEdit[]): readonly Markup[] {
  const parts: Hunk[] = [];
  for (const each of edits) {
    if (each.kind !== 'edit') continue;
    const { file, edit } = each;
    const [first, last] = [positionIn(file, edit.range.start).line, positionIn(file, edit.range.end).line];
    const before = parts.at(-1);
    if (before !== undefined && first <= before.last + 1) parts[parts.length - 1] = { ...before, last: Math.max(last, before.last), edits: [...before.edits, edit] };
    else parts.push({ file, first, last, edits: [edit] });
  }
  return parts.map((part, index) => html`${index > 0 && html`<span class="line gap"><span class="sign">⋯</span><span></span></span>`}${hunk(part)}`);
}

function hunk({ file, first, last, edits }: Hunk): Markup {
  const old = range(first, last).map((number) => lineOf(file, number));
  const fresh = changed(file, { first, last, edits }).split(/\r\n|\r|\n/);
  let head = 0;
  while (head < Math.min(old.length, fresh.length) && old[head] === fresh[head]) head += 1;
  let foot = 0;
  while (foot < Math.min(old.length, fresh.length) - head && old.at(-1 - foot) === fresh.at(-1 - foot)) foot += 1;
  const [above, below] = [first + head > 1 ? lineOf(file, first + head - 1) : '', lineOf(file, last - foot + 1)];
  return html`${around(above)}${rows('removed', old.slice(head, old.length - foot))}${rows('added', fresh.slice(head, fresh.length - foot))}${around(below)}`;
}

function around(line: string): readonly Markup[] {
  return line.trim() === '' ? [] : rows('', [line]);
}

/** The text of some lines after their edits. */
function changed(file: SourceFile, { first, last, edits }: Omit<Hunk, 'file'>): string {
  const [begin, finish] = [offsetOf(file, first), offsetOf(file, last) + lineOf(file, last).length];
  let text = '';
  let offset = begin;
  for (const { range: { start, end }, text: added } of edits) {
    text += file.text.slice(offset, start) + added;
    offset = end;
  }
  return text + file.text.slice(offset, Math.max(offset, finish));
}

/** Where a line begins, found from the positions that the file's lines have. */
function offsetOf(file: SourceFile, line: number): number {
  let [low, high] = [0, file.text.length];
  while (low < high) {
    const middle = Math.floor((low + high) / 2);
    if (positionIn(file, middle).line < line) low = middle + 1;
    else high = middle;
  }
  return low;
}

function range(first: number, last: number): readonly number[] {
  return Array.from({ length: last - first + 1 }, (_, index) => first + index);
}

function rows(kind: '' | 'added' | 'removed', lines: readonly string[]): readonly Markup[] {
  const sign = kind === 'added' ? '+' : kind === 'removed' ? '-' : ' ';
  const left = lines.length - MOST_LINES;
  const shown = lines.slice(0, MOST_LINES).map((text) => html`<span class="line ${kind}"><span class="sign">${sign}</span><span>${cutLine(text)}</span></span>`);
  return left > 0 ? [...shown, html`<span class="line gap"><span class="sign">⋯</span><span>${left} more lines</span></span>`] : shown;
}

function cutLine(line: string): string {
  const text = redactInPlace(line);
  return text.length > MOST_CHARACTERS ? `${text.slice(0, MOST_CHARACTERS)}…` : text;
}
