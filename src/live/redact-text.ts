import { givenSecrets } from '../text/given-secrets.ts';
import { holdsRandomWord } from '../text/random-word.ts';
import type { Range } from '../text/range.ts';
import { secretsIn } from '../text/secrets.ts';
import { EXPANSION, placesOf, secretPlaces, type SecretPlace } from './secret-places.ts';

/** Stands for what is hidden: one character of a word, to a shell and to people alike. */
const HIDDEN = '…';

/** Besides, what means something to a shell, so that the command keeps its parts. */
const KEPT = new RegExp(String.raw`(${EXPANSION}|\\[\s"'\`;|&<>()\\$]|[\s#;|&<>()$\`"'\\]|[?*+@!](?=\())`);
const KEPT_IN_QUOTES = new RegExp(String.raw`(${EXPANSION}|\\["'\`\\$]|[$\`"'\\])`);

/** Longer texts are no commands that people write; they are hidden whole, so that no text takes long to look through. */
const LONGEST = 8_000;
/** Each time what is hidden may show another place; it never takes more. */
const MOST_TIMES = 5;

/** User and password of an address. A slash in a password that is not encoded does not end it. */
const USER = /:\/\/(?!git@)(?<bare>[^\s"'`@/?#]+|[^\s"'`@/?#:]*:[^\s"'`@]+)@/dg;
/** A run of what keys and tokens consist of. */
const RUN = /(?<!sha256:[\da-f]{0,64})[A-Za-z0-9+/_-]{12,}/g;

/**
 * A command, path, image or address without its secrets: what has the form of one, what a name says is one, users of addresses, and words in
 * no order. What remains is the same command to a shell, word for word; what a shell or Railway puts in stays. Nothing is left to hide in it.
 */
export function redactText(text: string): string {
  let hidden = text.length > LONGEST ? HIDDEN : text;
  for (let times = 0; times < MOST_TIMES; times += 1) {
    const next = redactedOnce(hidden);
    if (next === hidden) return hidden;
    hidden = next;
  }
  return HIDDEN;
}

function redactedOnce(text: string): string {
  const users = hide(text, placesOf(text, USER));
  const named = hide(users, secretPlaces(users));
  const formed = hide(named, [...secretsIn(named).map(({ range }) => range), ...writtenSecrets(named)].map((range) => ({ ...range, isQuoted: false })));
  return formed.replaceAll(RUN, (run, start: number) => (holdsRandomWord(run) ? hiddenRun(formed, start, start + run.length) : run));
}

/** Values in a document that a command holds, `{"password": "..."}`. Where a blank follows `NAME=`, a shell sees the next word. */
function writtenSecrets(text: string): readonly Range[] {
  return givenSecrets(text).filter(({ start, end }) => /["':]\s*$/.test(text.slice(0, start)) && !/[&|<>]/.test(text.slice(start, end)));
}

/** What stands for a word in no order. The name of a variable has to stay one. */
function hiddenRun(text: string, start: number, end: number): string {
  const isName = /^[A-Za-z_]\w*$/.test(text.slice(start, end));
  return isName && (/^\+?=/.test(text.slice(end, end + 2)) || /\$\{?[!#]?$/.test(text.slice(Math.max(0, start - 3), start))) ? '_' : HIDDEN;
}

/** True for a text that `redactText` leaves as it is. */
export const isRedacted = (text: string): boolean => redactText(text) === text;

/** The text with each place hidden. Places may overlap. */
function hide(text: string, places: readonly SecretPlace[]): string {
  let hidden = '';
  let at = 0;
  for (const { start, end, isQuoted } of [...places].sort((a, b) => a.start - b.start || b.end - a.end)) {
    if (end <= at) continue;
    const from = Math.max(at, start);
    hidden += text.slice(at, from) + hiddenValue(text.slice(from, end), isQuoted);
    at = end;
  }
  return hidden + text.slice(at);
}

/** A value without its words. What is put in stays, and so does a colon beside it: `user:$PASSWORD`. */
function hiddenValue(value: string, isQuoted: boolean): string {
  if (/^\$[a-z_]\w*$/.test(value)) return value;
  const kept = isQuoted && !/`|\$\(/.test(value) ? KEPT_IN_QUOTES : KEPT;
  return value.split(kept).map((part, index) => (index % 2 === 1 || part === '' || part === ':' ? part : HIDDEN)).join('');
}
