import { commentRanges } from '../documents/comments/comment-ranges.ts';
import { longTexts } from '../documents/comments/long-texts.ts';
import { declared } from '../model/fact.ts';
import type { Ignore } from '../model/ignore.ts';
import type { SourceFile } from '../model/source-file.ts';
import { lineAt, type Range } from '../text/range.ts';
import { IGNORE_WORD, readIgnoreWords, type IgnoreWords } from './ignore-words.ts';

/** What the comments of a file ignore, for as long as somebody holds the file: a run of fixes scans many times. */
const READ = new WeakMap<SourceFile, Promise<readonly Ignore[]>>();

/** What comments of these files ignore. Only files that hold the word are parsed. */
export async function commentIgnores(files: readonly SourceFile[]): Promise<readonly Ignore[]> {
  const ignores: Ignore[] = [];
  for (const file of files) {
    if (!file.text.includes(IGNORE_WORD)) continue;
    const reading = READ.get(file) ?? ignoresIn(file);
    READ.set(file, reading);
    ignores.push(...await reading);
  }
  return ignores;
}

async function ignoresIn(file: SourceFile): Promise<readonly Ignore[]> {
  const comments = await commentRanges(file);
  const isCode = linesOfCode(file.text, comments);
  const lineOf = lineCounter(file.text);
  const texts = (await longTexts(file)).map(({ start, end }) => [lineAt(file.text, start), lineAt(file.text, end)] as const);
  return comments.flatMap((comment) => readIgnoreWords(file.text, comment).flatMap((words) => {
    const line = lineOf(words.range.start);
    const lines = withTexts([line, lastLineFor(line, isCode)], texts);
    const scope = { kind: 'lines', path: file.path, line, ...lines } as const;
    return ignoresOf(words, file, comment).map((ignore): Ignore => ({ ...ignore, scope }));
  }));
}

/** The lines of offsets that are asked for in their order, each from where the one before it ended: a file may hold thousands. */
function lineCounter(text: string): (offset: number) => number {
  let [known, line] = [0, 1];
  return (offset) => {
    line += lineAt(text.slice(known, offset), offset - known) - 1;
    known = offset;
    return line;
  };
}

/** One for each rule that a comment names; one without a rule where it names none. */
function ignoresOf({ rules, reason, until, problem }: IgnoreWords, file: SourceFile, comment: Range): readonly Omit<Ignore, 'scope'>[] {
  const at = declared('comment', file.text.slice(comment.start, comment.end), file, comment);
  const ids = rules.length === 0 ? [''] : [...new Set(rules.map(({ id }) => id))];
  return ids.map((rule) => ({
    rule, reason, at, in: 'comment',
    ...(until === undefined ? {} : { until }), ...(problem === undefined ? {} : { problem }),
  }));
}

/** For each line, from 0: whether it holds something beside comments. */
function linesOfCode(text: string, comments: readonly Range[]): readonly boolean[] {
  let rest = '';
  let offset = 0;
  for (const { start, end } of comments) {
    rest += text.slice(offset, start) + text.slice(start, end).replaceAll(/[^\n]/g, ' ');
    offset = end;
  }
  return (rest + text.slice(offset)).split('\n').map((line) => line.trim() !== '');
}

/** The lines with those of each text that begins or ends on one of them: nobody can write a comment inside of it. */
function withTexts([line, lastLine]: readonly [number, number], texts: readonly (readonly [number, number])[]): { readonly firstLine?: number; readonly lastLine: number } {
  const touched = texts.filter(([first, last]) => (first >= line && first <= lastLine) || (last >= line && last <= lastLine));
  const firstLine = Math.min(line, ...touched.map(([first]) => first));
  return { lastLine: Math.max(lastLine, ...touched.map(([, last]) => last)), ...(firstLine < line ? { firstLine } : {}) };
}

/** A comment behind something is about its own line, one that stands alone about the next line that holds more than a comment. */
function lastLineFor(line: number, isCode: readonly boolean[]): number {
  if (isCode[line - 1] === true) return line;
  const next = isCode.indexOf(true, line);
  return next === -1 ? line : next + 1;
}
