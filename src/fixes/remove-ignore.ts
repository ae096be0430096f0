import { readIgnoreWords, type IgnoreWords } from '../ignores/ignore-words.ts';
import type { Planned } from '../model/change.ts';
import { removeLines } from '../documents/edits/whole-lines.ts';
import type { TextEdit } from '../text/edit.ts';
import { lineEnd, lineStart } from '../text/layout.ts';
import type { Range } from '../text/range.ts';
import type { Rewrite } from './context.ts';
import { edited, placeOf, refused } from './planned.ts';

/** Takes an ignore away: an id from the brackets of a comment, a comment, or an entry of the configuration file. */
export async function removeIgnore(change: Rewrite): Promise<Planned> {
  const place = placeOf(change.at[0]);
  const rule = String(change.with?.['rule'] ?? '');
  if (place === undefined) return refused('it stands in no file');
  const { file, range } = place;
  const words = readIgnoreWords(file.text, range).find(({ rules }) => rules.some(({ id }) => id === rule));
  if (words === undefined) return (await import('./remove-entry.ts')).removeEntry(file, range);
  return edited(file.path, [words.rules.length > 1 ? withoutRule(words, rule) : withoutComment(file.text, range, words)]);
}

/** The id goes with the comma behind it, that of the last with the one before it. */
function withoutRule({ rules }: IgnoreWords, rule: string): TextEdit {
  const index = rules.findIndex(({ id }) => id === rule);
  const { start, end } = rules[index]?.range ?? { start: 0, end: 0 };
  const next = rules[index + 1]?.range;
  return { range: next === undefined ? { start: rules[index - 1]?.range.end ?? start, end } : { start, end: next.start }, text: '' };
}

/** A line that holds nothing else goes as a whole; of other lines the comment goes, with the blanks on one side of it. */
function withoutComment(text: string, comment: Range, { range }: IgnoreWords): TextEdit {
  const isPart = text.slice(comment.start, comment.end).includes('\n') || text.slice(range.end, comment.end).replace('*/', '').trim() !== '';
  const end = isPart ? range.end : comment.end;
  // The mark that opens a block of several lines stays.
  const start = isPart && range.start === comment.start ? range.start + (/^(?:\/\*+)?/.exec(text.slice(range.start))?.[0].length ?? 0) : range.start;
  const before = text.slice(lineStart(text, start), start);
  const after = text.slice(end, lineEnd(text, end));
  if (before.trim() === '' && after.trim() === '') return removeLines(text, start, lineEnd(text, end));
  if (isPart && before.trim() === '') return { range: { start, end }, text: '' };
  const [left, right] = [before.length - before.trimEnd().length, after.length - after.trimStart().length];
  return { range: after.trim() === '' ? { start: start - left, end } : { start, end: end + right }, text: '' };
}
