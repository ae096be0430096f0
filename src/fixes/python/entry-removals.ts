import type { TextEdit } from '../../text/edit.ts';
import { lineEnd, lineStart } from '../../text/layout.ts';
import type { Range } from '../../text/range.ts';
import type { Container, Entry, Written } from './containers.ts';

/** Takes entries out, each with its comma, and with its line where it has one for itself. */
export function removals(written: Written, container: Container, indexes: readonly number[]): readonly TextEdit[] {
  const { entries, brackets } = container;
  const hasComment = written.tree.comments.some(({ start }) => start > brackets.start && start < brackets.end);
  if (indexes.length > 0 && indexes.length === entries.length && !hasComment) {
    return [{ range: { start: brackets.start + 1, end: brackets.end - 1 }, text: '' }];
  }
  return runsOf(indexes).flatMap(([first, last]) => removedRun(written, container, first, last));
}

/** Neighbours go together: [1, 2, 4] are the runs 1 to 2 and 4 to 4. */
function runsOf(indexes: readonly number[]): readonly (readonly [number, number])[] {
  const runs: [number, number][] = [];
  for (const index of indexes) {
    const current = runs.at(-1);
    if (current !== undefined && current[1] === index - 1) current[1] = index;
    else runs.push([index, index]);
  }
  return runs;
}

function removedRun(written: Written, { entries, brackets }: Container, from: number, to: number): readonly TextEdit[] {
  const { text } = written.file;
  const [first, last, before, after] = [entries[from], entries[to], entries[from - 1], entries[to + 1]];
  if (first === undefined || last === undefined) return [];
  const startsLine = isBlank(text, { start: lineStart(text, first.range.start), end: first.range.start });
  const comma = commaAfter(written, last, brackets.end);
  if (startsLine && endsLine(written, comma ?? last.range.end)) {
    const lines = { range: { start: lineStart(text, first.range.start), end: lineEnd(text, comma ?? last.range.end) }, text: '' };
    const left = after === undefined && comma === undefined && before !== undefined ? commaAfter(written, before, brackets.end) : undefined;
    return left === undefined ? [lines] : [{ range: { start: left - 1, end: left }, text: '' }, lines];
  }
  if (after !== undefined && !text.slice(last.range.end, after.range.start).includes('\n')) return [cut(first.range.start, after.range.start)];
  if (before === undefined) return [cut(first.range.start, comma ?? last.range.end)];
  // A comment behind the entry before stays, and so does the end of its line.
  const isApart = written.tree.comments.some(({ start }) => start >= before.range.end && start < first.range.start);
  return [isApart ? cut(first.range.start, comma ?? last.range.end) : cut(before.range.end, last.range.end)];
}

const cut = (start: number, end: number): TextEdit => ({ range: { start, end }, text: '' });

/** True when nothing but a comment follows on the line. */
function endsLine({ file, tree }: Written, offset: number): boolean {
  const end = lineEnd(file.text, offset);
  if (end === file.text.length && !file.text.endsWith('\n')) return false;
  const comment = tree.comments.find(({ start }) => start >= offset && start < end);
  return isBlank(file.text, { start: offset, end: comment?.start ?? end });
}

/** The offset behind the comma that follows an entry; comments may stand between them. */
export function commaAfter({ file, tree }: Written, entry: Entry, limit: number): number | undefined {
  let offset = entry.range.end;
  for (;;) {
    const found = /\S/.exec(file.text.slice(offset, limit));
    if (found === null) return undefined;
    const position = offset + found.index;
    if (found[0] === ',') return position + 1;
    const comment = tree.comments.find(({ start }) => start === position);
    // A bracket around the value, or the end.
    if (comment === undefined) return undefined;
    offset = comment.end;
  }
}

/** True for a stretch without anything in it. */
export function isBlank(text: string, { start, end }: Range): boolean {
  return text.slice(start, end).trim() === '';
}
