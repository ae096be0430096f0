import { isDay } from '../text/day.ts';
import type { Range } from '../text/range.ts';

/** A rule's id as a comment names it. */
interface NamedRule {
  readonly id: string;
  /** In the file. */
  readonly range: Range;
}

/** One `optimize-ignore` of a comment. */
export interface IgnoreWords {
  /** Empty where it names none. */
  readonly rules: readonly NamedRule[];
  /** '' where nobody says. */
  readonly reason: string;
  readonly until?: string;
  /** What is wrong with how it is written, no period. */
  readonly problem?: string;
  /** In the file, from the mark before the word to the end of its line, to that of the comment, or to the mark of another one. */
  readonly range: Range;
}

/** What a text must hold for its comments to be looked at. */
export const IGNORE_WORD = 'optimize-ignore';

/** The word stands first in a comment, or in a line of one, or behind another mark: `# noqa  # optimize-ignore[...]`. */
const WORD = /(?:^[ \t]*(?:#+!?|\/\/+!?|\/\*+!?|--+|;+|\*+)?|(?<=\s)(?:#|\/\/))[ \t]*optimize-ignore(?!\w)/;
/** A remark about such comments leaves the rule open: `optimize-ignore[...]`, `optimize-ignore[<rule>]`. */
const PLACEHOLDER = /^\s*(?:\.{2,}|\u2026|<[^>]*>)\s*$/;
const UNTIL = /[\s,;(]*\buntil:?\s+(\d[\d./-]*\d)[).]*/i;

/** Every `optimize-ignore` that a comment holds, in the order of the text: one a line. */
export function readIgnoreWords(text: string, comment: Range): readonly IgnoreWords[] {
  const found: IgnoreWords[] = [];
  let start = comment.start;
  for (const written of text.slice(comment.start, comment.end).split('\n')) {
    const word = WORD.exec(written);
    if (word !== null && !leavesOpen(written.slice(word.index + word[0].length))) found.push(readLine(written.replace(/\s*(?:\*\/)?\s*$/, ''), word, start));
    start += written.length + 1;
  }
  return found;
}

function leavesOpen(rest: string): boolean {
  const [, inner] = /^\s*\[([^\]]*)\]/.exec(rest) ?? [];
  return inner !== undefined && PLACEHOLDER.test(inner);
}

function readLine(line: string, word: RegExpExecArray, offset: number): IgnoreWords {
  const from = word.index + word[0].length;
  const [all, inner] = /^\s*\[([^\]]*)\]/.exec(line.slice(from)) ?? [];
  const range = { start: offset + word.index, end: offset + line.length };
  if (all === undefined || inner === undefined) return { rules: [], reason: '', range, problem: 'it names no rule in brackets' };
  const rules = rulesIn(inner, offset + from + all.indexOf('[') + 1);
  // Another comment behind the reason is none of it.
  const [said = ''] = line.slice(from + all.length).split(/\s+(?:#|\/\/)(?=\s)/);
  return { rules, range: { start: range.start, end: offset + from + all.length + said.length }, ...wordsOf(said), ...(rules.length === 0 ? { problem: 'its brackets name no rule' } : {}) };
}

function rulesIn(inner: string, offset: number): readonly NamedRule[] {
  return [...inner.matchAll(/[^\s,]+/g)].map(({ 0: id, index }) => ({ id, range: { start: offset + index, end: offset + index + id.length } }));
}

/** Reason and last day of what stands behind the brackets. */
function wordsOf(text: string): Pick<IgnoreWords, 'reason' | 'until' | 'problem'> {
  const until = UNTIL.exec(text);
  const reason = (until === null ? text : text.replace(until[0], ' ')).replace(/^[\s:,;-]+/, '').replace(/[\s,;(]+$/, '').replaceAll(/\s+/g, ' ');
  const day = until?.[1];
  if (day === undefined) return { reason };
  return isDay(day) ? { reason, until: day } : { reason, problem: `${day} is no date; one is written as 2027-01-31` };
}
