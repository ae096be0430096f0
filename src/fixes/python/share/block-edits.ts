import { everyExpression } from '../../../code/python/walk.ts';
import type { PythonModule, PythonStatement } from '../../../documents/python-tree.ts';
import { insertAt, type TextEdit } from '../../../text/edit.ts';
import { indentAt, lineEnd, lineStart } from '../../../text/layout.ts';
import type { Range } from '../../../text/range.ts';

/** Changes of blocks that may lie in one another: whole lines that go, and lines that move to the left. */
export interface BlockEdits {
  readonly removed: Range[];
  readonly dedents: { readonly lines: Range; readonly by: number; readonly indent: number }[];
  /** Lines that stand in for removed ones, indented as those were. */
  readonly inserted: { readonly offset: number; readonly text: string }[];
  readonly edits: TextEdit[];
}

export const noEdits = (): BlockEdits => ({ removed: [], dedents: [], inserted: [], edits: [] });

/** Takes the header of a block away and moves its body to the left; undefined where the body does not stand below it. */
export function unwrap(text: string, header: Range, body: readonly PythonStatement[], into: BlockEdits): true | undefined {
  const [first] = body;
  const last = body.at(-1);
  if (first === undefined || last === undefined) return undefined;
  const top = lineEnd(text, header.end);
  if (startOf(first) < top) {
    if (text.slice(lineStart(text, header.start), header.start).trim() !== '') return undefined;
    into.edits.push({ range: { start: header.start, end: startOf(first) }, text: '' });
    return true;
  }
  const outer = indentAt(text, header.start);
  const inner = indentAt(text, startOf(first));
  if (!inner.startsWith(outer) || inner.length === outer.length) return undefined;
  into.removed.push({ start: lineStart(text, header.start), end: top });
  into.dedents.push({ lines: { start: top, end: endOfBlock(text, last.range.end, inner.length) }, by: inner.length - outer.length, indent: inner.length });
  return true;
}

/** The end of a block's last line, comments that stand below in the same block included. */
export function endOfBlock(text: string, end: number, indent: number): number {
  let result = lineEnd(text, end);
  for (let start = result; start < text.length; start = lineEnd(text, start)) {
    const line = text.slice(start, lineEnd(text, start));
    const isComment = line.trimStart().startsWith('#');
    if (line.trim() !== '' && !isComment) break;
    if (isComment && indentAt(text, start).length >= indent) result = lineEnd(text, start);
  }
  return result;
}

/** The lines of a statement that has them for itself; undefined where other code stands on them. */
export function ownLines(text: string, tree: PythonModule, statement: PythonStatement): Range | undefined {
  const start = lineStart(text, statement.range.start);
  const end = lineEnd(text, statement.range.end);
  const after = text.slice(statement.range.end, end);
  const isComment = tree.comments.some((comment) => comment.start >= statement.range.end && comment.end <= end && text.slice(statement.range.end, comment.start).trim() === '');
  return text.slice(start, statement.range.start).trim() === '' && (after.trim() === '' || isComment) ? { start, end } : undefined;
}

/** The edits of a file, with each line moved once however many blocks around it went; undefined where two touch the same place. */
export function editsOf(text: string, tree: PythonModule, { removed, dedents, inserted, edits }: BlockEdits): readonly TextEdit[] | undefined {
  const frozen = frozenLines(text, tree);
  const isGone = (offset: number) => removed.some(({ start, end }) => start <= offset && offset < end);
  const moves = new Map<number, number>();
  for (const { lines, by, indent } of dedents) {
    for (let start = lines.start; start < lines.end; start = lineEnd(text, start)) {
      if (!isOutdented(text, start, indent)) moves.set(start, (moves.get(start) ?? 0) + by);
    }
  }
  const moved = [...moves].flatMap(([start, by]): readonly TextEdit[] => {
    const line = text.slice(start, lineEnd(text, start));
    const length = Math.min(by, indentAt(text, start).length);
    return line.trim() === '' || length === 0 || frozen.has(start) || isGone(start) ? [] : [{ range: { start, end: start + length }, text: '' }];
  });
  const kept = edits.filter(({ range }) => range.start === range.end || !isGone(range.start));
  const lines = inserted.map(({ offset, text: line }) => insertAt(offset, line.slice(moves.get(offset) ?? 0)));
  const gone = removed.map((range) => ({ range: withLastNewline(text, range), text: '' }));
  const all = distinct([...gone, ...lines, ...moved, ...kept]).toSorted((a, b) => a.range.start - b.range.start || a.range.end - b.range.end);
  const isOverlapping = all.some((edit, index) => edit.range.start < (all[index - 1]?.range.end ?? 0));
  return isOverlapping ? undefined : all;
}

/** True for a comment that does not stand in the block that it lies in. */
function isOutdented(text: string, start: number, indent: number): boolean {
  const own = indentAt(text, start).length;
  return own < indent && text[start + own] === '#';
}

/** A text without a newline at its end has none when its last lines are gone either. */
function withLastNewline(text: string, { start, end }: Range): Range {
  const isLast = end === text.length && !text.endsWith('\n');
  return { start: isLast ? text.slice(0, start).replace(/\r?\n$/, '').length : start, end };
}

/** Two usages of one name in one function ask for the same edits. */
function distinct(edits: readonly TextEdit[]): readonly TextEdit[] {
  return [...new Map(edits.map((edit) => [`${edit.range.start}:${edit.range.end}:${edit.text}`, edit])).values()];
}

/** Starts of lines that lie in a text over several lines, where blanks mean something. */
export function frozenLines(text: string, tree: PythonModule): ReadonlySet<number> {
  const result = new Set<number>();
  for (const expression of everyExpression(tree.body)) {
    if (expression.kind !== 'string' && expression.kind !== 'fstring') continue;
    const { start, end } = expression.range;
    const isWhole = /"""|'''/.test(text.slice(start, end));
    for (let line = lineEnd(text, start); line < end; line = lineEnd(text, line)) {
      if (isWhole || text.slice(start, line).trimEnd().endsWith('\\')) result.add(line);
    }
  }
  return result;
}

/** A decorated definition begins at its first decorator. */
function startOf(statement: PythonStatement): number {
  if (statement.kind !== 'function' && statement.kind !== 'class') return statement.range.start;
  return Math.min(statement.range.start, ...statement.decorators.map(({ range }) => range.start));
}
