import type { Place } from '../place.ts';
import { lineOf, positionsOf } from '../position.ts';
import { redactInPlace } from '../redact.ts';
import { printable } from '../text/width.ts';
import { html, type Markup } from './markup.ts';

/** Lines around the place. */
const BEFORE = 2;
const AFTER = 2;
/** Lines of a place that are shown; a class or a whole file is longer. */
const MOST_LINES = 6;
/** Characters of a line that are shown; a minified file has all of its text on one. */
const MOST_CHARACTERS = 240;

/** The lines of a place with the place marked. Nothing for a place that is a whole file. */
export function excerpt({ file, range }: Place): Markup | undefined {
  if (range === undefined || range.end === 0) return undefined;
  const { start, end } = positionsOf(file, range);
  const last = Math.min(end.line, start.line + MOST_LINES - 1);
  const lines: Markup[] = [];
  for (let number = Math.max(1, start.line - BEFORE); number <= last + AFTER; number += 1) {
    // Passwords go before the line is cut: a cut could take the part by which they are known.
    const text = printable(redactInPlace(lineOf(file, number)).replaceAll('\t', ' '));
    const isMarked = number >= start.line && number <= last;
    if (!isMarked && text.trim() === '') continue;
    lines.push(line(number, text, isMarked ? marked(number, text, start, end) : undefined));
  }
  return html`<pre class="excerpt"><code>${lines}</code></pre>`;
}

interface Mark {
  readonly start: number;
  readonly end: number;
}

interface Point {
  readonly line: number;
  readonly column: number;
}

/** The marked part of a line, at least one character of it. */
function marked(number: number, text: string, start: Point, end: Point): Mark {
  const from = number === start.line ? start.column - 1 : text.length - text.trimStart().length;
  const to = number === end.line ? end.column - 1 : text.length;
  return { start: from, end: Math.max(to, Math.min(from + 1, text.length)) };
}

function line(number: number, text: string, mark: Mark | undefined): Markup {
  const head = html`<span class="number">${number}</span>`;
  if (mark === undefined) return html`<span class="line">${head}<span>${cutEnd(text)}</span></span>`;
  const before = text.slice(0, mark.start);
  const shownBefore = before.length > MOST_CHARACTERS / 2 ? `…${before.slice(-MOST_CHARACTERS / 4)}` : before;
  return html`<span class="line marked">${head}<span>${shownBefore}<mark>${cutEnd(text.slice(mark.start, mark.end))}</mark>${cutEnd(text.slice(mark.end))}</span></span>`;
}

function cutEnd(text: string): string {
  return text.length > MOST_CHARACTERS ? `${text.slice(0, MOST_CHARACTERS)}…` : text;
}
