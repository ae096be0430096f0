import type { Range } from '../text/range.ts';
import { isSecretName } from '../text/secret-names.ts';
import { isPublicOption } from './public-words.ts';
import { quotesIn } from './quotes-in.ts';
import { isKnownSetting } from './settings.ts';

/** A secret in a command, a path or another text. */
export interface SecretPlace extends Range {
  /** True for what one pair of quotes holds, which is one word. */
  readonly isQuoted: boolean;
}

/** What a shell or Railway puts in: `$NAME`, `${NAME}`, `${{Postgres.PGPASSWORD}}`. It is a name and stays. */
export const EXPANSION = String.raw`\$\{\{[^{}]{0,200}\}\}|\$\{[A-Za-z_]\w*\}|\$[A-Z_][A-Z\d_]*(?!\w)`;

const BARE = String.raw`(?<bare>(?:${EXPANSION}|\\.|\$(?![("'])|[^\s"'\`;|&<>()\\$])+)`;
/** A part of a word: in quotes, which may lack their end, what a command prints, or bare. */
const PART = String.raw`(?:\$?"(?<double>(?:\\.|[^"\\])*(?=")|(?:\\.|[^"\\\n])*$)"?|\$?'(?<single>[^']*(?=')|[^'\n]*$)'?|\$\((?<called>[^()]*)\)?|\`(?<ticked>[^\`]*)(?:\`|$)|${BARE})`;
const NEXT_PART = new RegExp(PART, 'dy');
/** The same where quotes stand around already. */
const NEXT_INNER = new RegExp(String.raw`\$\((?<called>[^()]*)\)?|\`(?<ticked>[^\`]*)(?:\`|$)|${BARE}`, 'dy');
/** What opens a part with what closes it. */
const CLOSINGS: readonly string[] = ['""', "''", '()', '``'];
const BLANK = String.raw`(?:\s|\\\n)+`;

/** Where commands hold secrets: each finds a value in one of its groups, and the name that it is given to where it has one. Values are looked ahead at: more may stand in them. */
const PLACES: readonly RegExp[] = [
  String.raw`(?<![\w-])--?(?<name>[A-Za-z][\w-]*)(?:=|${BLANK}(?!-))(?=${PART})`,
  String.raw`(?<![\w-])(?<name>[A-Za-z_]\w*)\+?=(?=${PART})`,
  // An argument that is in quotes as a whole, "--token=a b".
  String.raw`"(?:--?)?(?<name>[A-Za-z_][\w-]*)=(?=(?<double>(?:\\.|[^"\\])*)")`,
  String.raw`'(?:--?)?(?<name>[A-Za-z_][\w-]*)=(?=(?<single>[^']*)')`,
  String.raw`\b(?:set|setenv|login\s+\S+)\s+(?:-\w+\s+)*(?<name>[\w.:/@-]+)\s+(?=${PART})`,
  String.raw`(?<![\w-])(?:-u|--user)(?:=|\s+)["']?[^\s"':]+:(?=${BARE})`,
  String.raw`\bpass:(?=${BARE})`,
  String.raw`\b(?:mysql|mariadb)\w*\s(?:[^;|&]*\s)?-p(?=${BARE})`,
  String.raw`\bredis-cli\s(?:[^;|&]*\s)?-a\s+(?=${PART})`,
  String.raw`\b(?:sshpass|(?:docker|podman)\s+login)\s(?:[^;|&]*\s)?-p\s*(?=${PART})`,
  String.raw`\bopenssl\s(?:[^;|&]*\s)?-[kK]\s+(?=${PART})`,
  String.raw`\b(?:vault\s+login|rabbitmqctl\s+(?:add_user|change_password)\s+\S+|htpasswd\s+-\w*b\w*\s+\S+\s+\S+)\s+(?!-)(?=${PART})`,
].map((source) => new RegExp(source, 'dg'));

/** The same where the value is no word of a command. */
const OTHER_PLACES: readonly RegExp[] = [
  // The list of an image: ["app", "--token", "a"].
  new RegExp(String.raw`["']--?(?<name>[A-Za-z][\w-]*)["'](?:\s*,\s*|${BLANK})(?=${PART})`, 'dg'),
  // YAML, JSON and settings that a command writes.
  new RegExp(String.raw`(?<![\w-])(?<name>[A-Za-z_][\w-]*)(?:\\?["']\s{0,4}:\s{0,4}|\s{0,4}:\s{1,4}|\s{1,4}=\s{1,4})(?=\\"(?<escaped>[^"\\]*)|${PART})`, 'dg'),
  new RegExp(String.raw`\$\{(?<name>[A-Za-z_]\w*):?[-=+](?=(?<double>[^{}"'\`]*)\})`, 'dg'),
  /(?:authorization|cookie|x-[a-z-]*(?:key|token))\s*:\s*(?:(?:bearer|basic|token)\s+)?(?:(?<double>[^"'`\n;|&<>]+)(?=["'`])|(?<bare>[^\s"'`]+))/dgi,
  // What is printed for a program that reads a secret, or into a file of one.
  /\b(?:echo|printf)(?:\s+-\w+)*\s+(?<called>[^|;&<>\n]+)(?=\|[^|;&\n]*(?:stdin|base64|openssl|gpg|passwd|login|decrypt)|>{1,2}\s*[^\s;|&]*(?:secret|token|passw|credential|key|\.pem|netrc|npmrc|pgpass|\.env|\.json))/dgi,
];

/** Names that `isSecretName` reads as one word: `PGPASSWORD`, `--requirepass`. */
const JOINED = /passw|requirepass|masterauth|apikey|secret|token|_auth$/i;
/** A switch, and names whose value only says where the secret is. */
const NO_VALUE = /^(?:no|without|require|use|enable|disable|ask|skip)-|(?:-|_)(?:file|path|stdin|env|header|name|url|type|ttl|expiry|length|issuer|prefix)$/i;
/** Letters and digits in one word, as people make passwords; a version or a path has other characters too. */
const MADE = /^(?=[^\d]*\d)(?=[^A-Za-z]*[A-Za-z])[\w!@#%^*+-]{8,}$/;

/** Query of an address or of a path. */
const QUERY = /(?<=[\w/.}…-])\?(?=[\w.%[\]-]+=)[^\s"'`<>|;#()]+/g;
const PLAIN_OPTION = /^(?:\d{1,6}|true|false|yes|no|on|off)?$/i;

/** Secrets of a command by the names that they are given to, and by the programs that take them. Places may overlap. */
export function secretPlaces(text: string): readonly SecretPlace[] {
  const quotes = quotesIn(text);
  const others = OTHER_PLACES.flatMap((pattern) => placesOf(text, pattern)).filter((place) => !isAfterWord(text, place, quotes));
  return [...PLACES.flatMap((pattern) => placesOf(text, pattern, quotes)), ...others, ...queryPlaces(text)];
}

/** What a pattern finds; with the quotes of the text also the parts of the word that follow it. */
export function placesOf(text: string, pattern: RegExp, quotes?: Uint8Array): readonly SecretPlace[] {
  let until = 0;
  return [...text.matchAll(pattern)].flatMap((match) => {
    const found = placeOf(match);
    const name = match.groups?.['name'];
    if (found === undefined || (quotes !== undefined && isAfterWord(text, found, quotes)) || (name !== undefined && !isGiven(name) && !isMade(name, text.slice(found.start, found.end)))) return [];
    const places = [found, ...(quotes === undefined || found.end < until ? [] : restOf(text, found, quotes))];
    until = Math.max(until, places.at(-1)?.end ?? 0);
    return places.filter(({ start, end }) => end > start);
  });
}

/** True for a place that begins where a quote ends, and has no end: the quote was taken for the beginning of another one. */
function isAfterWord(text: string, { start, end }: SecretPlace, quotes: Uint8Array): boolean {
  return end === text.length && start > 0 && quotes[start - 1] === text.charCodeAt(start - 1) && text.charAt(start - 2) !== '\\';
}

function placeOf({ indices }: RegExpMatchArray): SecretPlace | undefined {
  const { double, single, escaped, called, ticked, bare } = indices?.groups ?? {};
  const range = double ?? single ?? escaped ?? called ?? ticked ?? bare;
  return range === undefined ? undefined : { start: range[0], end: range[1], isQuoted: (double ?? single ?? escaped) !== undefined };
}

/** The parts of a word after one of them: `"a"$(b)'c'`. Where the word stands in quotes, these end it. */
function restOf(text: string, { start, end, isQuoted }: SecretPlace, quotes: Uint8Array): readonly SecretPlace[] {
  const next = quotes[isQuoted ? start - 1 : start] === 0 ? NEXT_PART : NEXT_INNER;
  next.lastIndex = CLOSINGS.includes(text.slice(start - 1, start) + text.slice(end, end + 1)) ? end + 1 : end;
  const places: SecretPlace[] = [];
  for (let match = next.exec(text); match !== null && match[0] !== ''; match = next.exec(text)) {
    const place = placeOf(match);
    if (place !== undefined) places.push(place);
  }
  return places;
}

const isGiven = (name: string): boolean => (isSecretName(name) || JOINED.test(name)) && !NO_VALUE.test(name);

/** True for a word that nobody gives to a variable but as a password. */
const isMade = (name: string, value: string): boolean => /^[A-Za-z_]\w*$/.test(name) && MADE.test(value) && !isKnownSetting(name, value);

function queryPlaces(text: string): readonly SecretPlace[] {
  return [...text.matchAll(QUERY)].flatMap(({ 0: query, index }) => [...query.matchAll(/[?&]([^=&]*)=([^&]*)/g)].flatMap((option): SecretPlace[] => {
    const [all, name = '', value = ''] = option;
    const end = index + option.index + all.length;
    return PLAIN_OPTION.test(value) || isPublicOption(name, value) ? [] : [{ start: end - value.length, end, isQuoted: false }];
  }));
}
