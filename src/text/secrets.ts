import type { Range } from './range.ts';
import { SECRET_KINDS } from './secret-kinds.ts';

/** A secret in a text: what it is and where, never what it says. */
export interface FoundSecret {
  readonly kind: string;
  readonly range: Range;
}

/** Around the `://` of an address of a database or queue: its scheme, and then user, password and host. */
const SCHEME = /(?:^|\W)((?:postgres(?:ql)?|mysql|mariadb|mssql|mongodb|rediss?|amqps?)(?:\+\w+)?)$/;
const ACCESS = /^:\/\/([^\s:/@'"`]{0,100}):([^\s/@'"`]{6,200})@([\w.-]{1,253})/;
const PRIVATE_KEY = /-----BEGIN (?:RSA |EC |DSA |OPENSSH |ENCRYPTED )?PRIVATE KEY-----(?:\\n|\s)*([A-Za-z0-9+/]{40,})/g;
const CLAIMS = /(?<!\w)eyJ[\w-]{10,300}\.(eyJ[\w-]{20,1000})\.[\w-]{20,200}(?![\w-])/g;

/** Words of values that stand for others. */
const PLACEHOLDER = /example|sample|placeholder|change[-_]?me|replace|your[-_]|dummy|redacted|fake|not[-_]?real|insert|todo|x{4,}|\*{3,}|\.{3}|0{8,}|1234567|abcdef|foobar|password|passwd|<|>|\[|\]|\$\{|\{\{|%[sd(]|\$\(/i;
const COMMON_PASSWORD = /^(?:pass(?:word)?|passwd|postgres(?:ql)?|secret|root|admin|user|mysql|redis|guest|test|dev|local|default|mypassword|letmein|qwerty|rabbitmq|mongo|docker|app|db)[-_!@#\d]*$/i;

/** Hosts of the machine itself, of a compose file's network, and of documentation. */
const OWN_HOST = /^(?:localhost|127\.[\d.]+|0\.0\.0\.0|host\.docker\.internal|[^.]+|(?:.+\.)?(?:example|test|invalid|localhost|local)(?:\.\w+)?|192\.168\.[\d.]+|10\.[\d.]+|host|hostname)$/i;

/** Secrets of a text, in its order. Placeholders, examples and passwords of a developer's machine are none. */
export function secretsIn(text: string): readonly FoundSecret[] {
  const found = [...ofKinds(text), ...addresses(text), ...privateKeys(text), ...serviceRoles(text)];
  return found.sort((a, b) => a.range.start - b.range.start);
}

/** Any of the beginnings: one search of a text in place of one for each, as hardly a file has one. */
const BEGINNING = new RegExp(SECRET_KINDS.flatMap(({ begins }) => begins).map((begin) => begin.replaceAll(/[./]/g, '\\$&')).join('|'));

function ofKinds(text: string): readonly FoundSecret[] {
  if (!BEGINNING.test(text)) return [];
  const possible = SECRET_KINDS.filter(({ begins }) => begins.some((begin) => text.includes(begin)));
  return possible.flatMap(({ kind, pattern }) => [...text.matchAll(pattern)]
    .filter((match) => !isInsideWord(text, match) && !isOfSignature(text, match) && isSecret(match))
    .map((match) => ({ kind, range: rangeOf(match) })));
}

/** Looked at here and not by the pattern, which is found many times faster where it begins with its letters. */
const isInsideWord = (text: string, { index }: RegExpMatchArray): boolean => index !== undefined && index > 0 && /[\w-]/.test(text[index - 1] ?? '');

/** The key's id in a signed address, which everybody who gets the address reads; the secret is not in it. */
const isOfSignature = (text: string, { index = 0 }: RegExpMatchArray): boolean => /(?:X-Amz-Credential|AWSAccessKeyId|GoogleAccessId)(?:=|%3D)$/i.test(text.slice(Math.max(0, index - 24), index));

const isSecret = ([all, random = '']: RegExpMatchArray): boolean => !PLACEHOLDER.test(all) && /[A-Z\d]/.test(random) && isRandom(random);

function addresses(text: string): readonly FoundSecret[] {
  const found: FoundSecret[] = [];
  for (let at = text.indexOf('://'); at !== -1; at = text.indexOf('://', at + 3)) {
    const scheme = SCHEME.exec(text.slice(Math.max(0, at - 30), at))?.[1];
    const access = scheme === undefined ? null : ACCESS.exec(text.slice(at, at + 600));
    if (scheme === undefined || access === null) continue;
    const [all, user = '', password = '', host = ''] = access;
    if (OWN_HOST.test(host) || !isRealPassword(password, user)) continue;
    found.push({ kind: `a password in an address of ${databaseOf(scheme)}`, range: { start: at - scheme.length, end: at + all.length } });
  }
  return found;
}

/** A password that somebody made up or had made, in the sense that strangers cannot guess it. */
function isRealPassword(password: string, user: string): boolean {
  return !(user.length > 2 && password.includes(user)) && !PLACEHOLDER.test(password) && !COMMON_PASSWORD.test(password) && !/^[A-Z_]+$|^\$|^\{|^%/.test(password) && new Set(password).size > 4;
}

function databaseOf(scheme: string): string {
  const bare = scheme.replace(/\+.*$/, '');
  const names: Readonly<Record<string, string>> = { postgres: 'PostgreSQL', postgresql: 'PostgreSQL', mysql: 'MySQL', mariadb: 'MariaDB', mssql: 'SQL Server', mongodb: 'MongoDB', redis: 'Redis', rediss: 'Redis' };
  return names[bare] ?? 'a message queue';
}

function privateKeys(text: string): readonly FoundSecret[] {
  if (!text.includes('PRIVATE KEY-----')) return [];
  return [...text.matchAll(PRIVATE_KEY)].filter(([, body = '']) => isRandom(body) && !PLACEHOLDER.test(body.slice(0, 40)))
    .map((match) => ({ kind: 'a private key', range: rangeOf(match) }));
}

/** A token of Supabase that may do everything: the role stands in its claims. https://supabase.com/docs/guides/api/api-keys */
function serviceRoles(text: string): readonly FoundSecret[] {
  if (!text.includes('eyJ')) return [];
  return [...text.matchAll(CLAIMS)].filter(([, claims = '']) => Buffer.from(claims, 'base64url').toString('utf8').includes('"service_role"'))
    .map((match) => ({ kind: 'a Supabase service key', range: rangeOf(match) }));
}

function rangeOf(match: RegExpMatchArray): Range {
  const start = match.index ?? 0;
  return { start, end: start + match[0].length };
}

/** True for letters and digits in no order: bits per character by how often each stands there, as Shannon has it. */
export function isRandom(text: string, least = 3): boolean {
  const counts = new Map<string, number>();
  for (const character of text) counts.set(character, (counts.get(character) ?? 0) + 1);
  const entropy = [...counts.values()].reduce((sum, count) => sum - (count / text.length) * Math.log2(count / text.length), 0);
  return entropy >= least;
}

/** True for a value that stands for another one. */
export const isPlaceholder = (value: string): boolean => PLACEHOLDER.test(value) || COMMON_PASSWORD.test(value);

/** A text with stars where its secrets stand: every character keeps its column. */
export function maskSecrets(text: string): string {
  let masked = text.replaceAll(/(-----BEGIN [A-Z ]{0,20}PRIVATE KEY-----)(.+)/g, (_all, head: string, body: string) => head + '*'.repeat(body.length));
  for (const { range } of secretsIn(masked)) masked = masked.slice(0, range.start) + '*'.repeat(range.end - range.start) + masked.slice(range.end);
  return masked;
}
