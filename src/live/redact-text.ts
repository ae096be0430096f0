import { givenSecrets } from '../text/given-secrets.ts';
import { holdsRandomWord } from '../text/random-word.ts';
import type { Range } from '../text/range.ts';
import { isSecretName } from '../text/secret-names.ts';
import { secretsIn } from '../text/secrets.ts';

/** Stands for what is hidden: one character of a word, to a shell and to people alike. */
const HIDDEN = '…';

/** What a shell or Railway puts in: `$NAME`, `${NAME}`, `${{Postgres.PGPASSWORD}}`. It is a name and stays. */
const EXPANSION = String.raw`\$\{\{[^{}]{0,200}\}\}|\$\{[A-Za-z_]\w*\}|\$[A-Z_][A-Z\d_]*(?!\w)`;
/** Besides, what means something to a shell, so that the command keeps its parts. */
const KEPT = new RegExp(String.raw`(${EXPANSION}|\\[\s"'\`;|&<>()\\$]|[\s#;|&<>()$\`"'\\]|[?*+@!](?=\())`);
const KEPT_IN_QUOTES = new RegExp(String.raw`(${EXPANSION}|\\["'\`\\$]|[$\`"'\\])`);

/** A value up to the end of its word or its quotes. */
const BARE = String.raw`(?<bare>(?:${EXPANSION}|\\.|[^\s"'\`;|&<>()\\])+)`;
const VALUE = String.raw`(?:"(?<double>(?:\\.|[^"\\])*)"|'(?<single>[^']*)'|${BARE})`;

/** Where commands hold secrets: each finds a value in one of its groups, and the name that it is given to where it has one. */
const PLACES: readonly RegExp[] = [
  new RegExp(String.raw`(?<![\w-])--?(?<name>[A-Za-z][\w-]*)(?:=|\s+(?!-))${VALUE}`, 'dg'),
  new RegExp(String.raw`(?<![\w-])(?<name>[A-Za-z_]\w*)=${VALUE}`, 'dg'),
  // An argument that is in quotes as a whole: "--token=a b".
  /"(?:--?)?(?<name>[A-Za-z_][\w-]*)=(?<double>(?:\\.|[^"\\])*)"/dg,
  /'(?:--?)?(?<name>[A-Za-z_][\w-]*)=(?<single>[^']*)'/dg,
  /(?:authorization|cookie|x-[a-z-]*(?:key|token))\s*:\s*(?:(?:bearer|basic|token)\s+)?(?<bare>[^\s"'`]+)/dgi,
  new RegExp(String.raw`(?<![\w-])(?:-u|--user)(?:=|\s+)["']?[^\s"':]+:${BARE}`, 'dg'),
  new RegExp(String.raw`\b(?:mysql|mariadb)\w*\s(?:[^;|&]*\s)?-p${BARE}`, 'dg'),
  new RegExp(String.raw`\bredis-cli\s(?:[^;|&]*\s)?-a\s+${VALUE}`, 'dg'),
];
/** User and password of an address. A slash in a password that is not encoded does not end it. */
const USER = /:\/\/(?!git@)(?<bare>[^\s"'`@/?#]+|[^\s"'`@/?#:]*:[^\s"'`@]+)@/dg;
/** A run of what keys and tokens consist of. */
const RUN = /(?<!sha256:[\da-f]{0,64})[A-Za-z0-9+/_-]{12,}/g;

/** Names that `isSecretName` reads as one word: `PGPASSWORD`, `--requirepass`. */
const JOINED = /passw|requirepass|masterauth|apikey|secret|token|_auth$/i;
/** A switch, and names whose value only says where the secret is. */
const NO_VALUE = /^(?:no|without|require|use|enable|disable|ask|skip)-|(?:-|_)(?:file|path|stdin|env|header|name|url|type|ttl|expiry|length|issuer|prefix)$/i;

/**
 * A command, path, image or address without its secrets: what has the form of one, what a name says is one, users of addresses, and words in
 * no order. What remains is the same command to a shell, word for word; what a shell or Railway puts in stays.
 */
export function redactText(text: string): string {
  const users = hide(text, placesOf(text, USER));
  const named = hide(users, PLACES.flatMap((pattern) => placesOf(users, pattern)));
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

interface Place extends Range {
  readonly isQuoted: boolean;
}

function placesOf(text: string, pattern: RegExp): readonly Place[] {
  return [...text.matchAll(pattern)].flatMap(({ groups = {}, indices }) => {
    if (groups['name'] !== undefined && !isGiven(groups['name'])) return [];
    const { double, single, bare } = indices?.groups ?? {};
    const [start, end] = double ?? single ?? bare ?? [0, 0];
    return start === end ? [] : [{ start, end, isQuoted: bare === undefined }];
  });
}

const isGiven = (name: string): boolean => (isSecretName(name) || JOINED.test(name)) && !NO_VALUE.test(name);

/** The text with each place hidden. Places may overlap. */
function hide(text: string, places: readonly Place[]): string {
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
