import type { Parsed, SyntaxProblem } from './syntax-problem.ts';
import type { Range } from './range.ts';

const OPENING = /^<{7}(?: .*)?\r?$/m;
const CLOSING = /^>{7}(?: .*)?\r?$/m;

/** The first line of a merge that nobody finished: `<<<<<<< HEAD` with its `>>>>>>>` further down. */
export function findConflictMarker(text: string): Range | undefined {
  const opening = OPENING.exec(text);
  if (opening === null || !CLOSING.test(text.slice(opening.index))) return undefined;
  return { start: opening.index, end: opening.index + opening[0].replace(/\r$/, '').length };
}

/** The answer of a document that does not parse; an unfinished merge explains it better than any parser does. */
export function syntaxFailure(text: string, message: string, range: Range): Parsed<never> {
  const marker = findConflictMarker(text);
  if (marker !== undefined) {
    return { ok: false, problem: { kind: 'conflict-marker', message: 'a merge conflict is not resolved', range: marker } };
  }
  return { ok: false, problem: { kind: 'syntax', message, range: within(text, range) } satisfies SyntaxProblem };
}

/** A range that lies inside the text, whatever a parser said. */
function within(text: string, range: Range): Range {
  const start = Math.min(Math.max(range.start, 0), text.length);
  return { start, end: Math.min(Math.max(range.end, start), text.length) };
}
