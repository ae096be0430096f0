import type { Range } from '../text/range.ts';
import { holdsRandomWord } from '../text/random-word.ts';
import { isSecretName } from '../text/secret-names.ts';
import { secretsIn } from '../text/secrets.ts';

/** Stands for what is hidden: one character of a word, to a shell and to people alike. */
const HIDDEN = '…';

/** What a shell puts in: `$NAME`, `${NAME:-1}`, `${{Postgres.PGPASSWORD}}`. It is a name and stays. */
const EXPANSION = String.raw`\$\{\{[^{}]{0,200}\}\}|\$\{[A-Za-z_]\w*\}|\$[A-Za-z_]\w*`;
const EXPANSIONS = new RegExp(`(${EXPANSION})`);
/** A value up to the end of its word or its quotes. */
const BARE = String.raw`(?:${EXPANSION}|\\.|[^\s"'\`;|&<>()\\])+`;
const VALUE = String.raw`(?:"(?<double>(?:\\.|[^"\\])*)"|'(?<single>[^']*)'|(?<bare>${BARE}))`;

/** User and password of an address. A slash in a password that is not encoded does not end it. */
const USER = /:\/\/(?<user>[^\s"'`@/?#]*|[^\s"'`@/?#:]*:[^\s"'`@]*)@/g;
const OPTION = new RegExp(String.raw`(?<![\w-])--?(?<name>[A-Za-z][\w-]*)(?:=|\s+(?!-))${VALUE}`, 'g');
const ASSIGNMENT = new RegExp(String.raw`(?<![\w-])(?<name>[A-Za-z_]\w*)=${VALUE}`, 'g');
const HEADER = /(?:authorization|x-api-key|x-auth-token|cookie)\s*:\s*(?:(?:bearer|basic|token)\s+)?(?<bare>[^\s"'`]+)/gi;
const CREDENTIALS = /(?<![\w-])(?:-u|--user)(?:=|\s+)["']?[^\s"':]+:(?<bare>[^\s"'`]+)/g;
/** A run of what keys and tokens consist of. */
const RUN = /(?<!sha256:[\da-f]{0,64})[A-Za-z0-9+/_=-]{12,}/g;

/** Names that `isSecretName` reads as one word: `PGPASSWORD`, `--requirepass`. */
const JOINED = /passw|requirepass|masterauth|apikey|secret|token|_auth$/i;
/** A switch, and names whose value only says where the secret is. */
const NO_VALUE = /^(?:no|without|require|use|enable|disable|ask|skip)-|(?:-|_)(?:file|path|stdin|env|header|name|url|type|ttl|expiry|length|issuer|prefix)$/i;

/**
 * A command, path, image or address without its secrets: what has the form of one, what a name says is one, users of addresses, and words in
 * no order. What remains is the same command to a shell, word for word; what a shell or Railway puts in stays.
 */
export function redactText(text: string): string {
  const users = hide(text, rangesOf(text, USER));
  const named = hide(users, [...rangesOf(users, OPTION), ...rangesOf(users, ASSIGNMENT), ...rangesOf(users, HEADER), ...rangesOf(users, CREDENTIALS)]);
  const formed = hide(named, secretsIn(named).map(({ range }) => range));
  return hide(formed, [...formed.matchAll(RUN)].filter(([run]) => holdsRandomWord(run)).map(({ index, 0: run }) => ({ start: index, end: index + run.length })));
}

/** True for a text that `redactText` leaves as it is. */
export const isRedacted = (text: string): boolean => redactText(text) === text;

function rangesOf(text: string, pattern: RegExp): readonly Range[] {
  return [...text.matchAll(pattern)].flatMap((match) => {
    const { name, user, double, single, bare } = match.groups ?? {};
    const value = user ?? double ?? single ?? bare ?? '';
    if (value === '' || (name !== undefined && !isGiven(name)) || (user !== undefined && isHarmless(user))) return [];
    const after = user === undefined && bare === undefined ? 1 : user === undefined ? 0 : 1;
    const end = match.index + match[0].length - after;
    return [{ start: end - value.length, end }];
  });
}

const isGiven = (name: string): boolean => (isSecretName(name) || JOINED.test(name)) && !NO_VALUE.test(name);

/** The user that everybody has at a git server, with no password. */
const isHarmless = (user: string): boolean => user === 'git';

/** The text with each range hidden but for what is put in there. Ranges may overlap. */
function hide(text: string, ranges: readonly Range[]): string {
  let hidden = '';
  let at = 0;
  for (const { start, end } of [...ranges].sort((a, b) => a.start - b.start || b.end - a.end)) {
    if (end <= at) continue;
    const from = Math.max(at, start);
    hidden += text.slice(at, from) + hiddenValue(text.slice(from, end));
    at = end;
  }
  return hidden + text.slice(at);
}

/** A colon stays beside what is put in: `user:$PASSWORD`. */
function hiddenValue(value: string): string {
  if (!EXPANSIONS.test(value)) return HIDDEN;
  return value.split(EXPANSIONS).map((part, index) => (index % 2 === 1 || part === '' || part === ':' ? part : HIDDEN)).join('');
}
