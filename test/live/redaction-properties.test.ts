import fc from 'fast-check';
import { expect, it } from 'vitest';
import { isRedacted } from '../../src/live/redact-text.ts';
import { redactVariable } from '../../src/live/redact-variable.ts';
import type { LiveVariable } from '../../src/model/live-state.ts';

/** A piece of a value that is as long as this tells something. */
const PIECE = 6;

/** Words that nobody owns: everything else of a value must stay behind. Written down here a second time, so that a word too many shows. */
const PUBLIC = [
  /(?:jdbc:)?[a-z0-9]{2,14}(?:\+[a-z0-9_]{1,13})?:\/\//gi, /railway\.internal|proxy\.rlwy\.net|up\.railway\.app|localhost|127\.0\.0\.1|0\.0\.0\.0|\[::1\]|host\.docker\.internal/g,
  /(?:sslmode|family|pgbouncer|connection_limit)=[a-z\d-]{1,11}/g, /:\d{1,5}(?!\d)/g, /\$\{\{(?:[\w .-]*(?:\([\d…]*\))?|(["']?)[\w @/.-]+\1\.[\w-]+)\}\}/g, /\$\{\{|\}\}|[@:/?&,]/g,
];
const SCHEMES = ['postgres', 'postgresql', 'postgresql+asyncpg', 'mysql', 'redis', 'rediss', 'mongodb+srv', 'amqp', 'https', 'http', 'sqlite', 'jdbc:postgresql', 'POSTGRES', 'unknown', 'x'];
const NAMES = ['Postgres.DATABASE_URL', 'RAILWAY_PUBLIC_DOMAIN', 'shared.KEY', 'my api.PORT', ' api.PORT ', '"@acme/web".PORT', "'shop.db'.DATABASE_URL", 'secret(32)', 'secret(12, "abcdef0123456789")'];

/** Anything, and what looks like a part of a value. */
const word = fc.oneof(fc.string({ unit: 'binary', maxLength: 30 }), fc.string({ maxLength: 30 }), fc.base64String({ maxLength: 40 }), fc.stringMatching(/^[A-Za-z0-9]{1,40}$/), fc.stringMatching(/^\d{1,20}$/));
const reference = fc.oneof(fc.constantFrom(...NAMES).map((name) => `\${{${name}}}`), word.map((text) => `\${{${text}}}`));
const host = fc.oneof(word, reference, fc.constantFrom('localhost', '127.0.0.1', '[::1]'), fc.tuple(word, fc.constantFrom('railway.internal', 'proxy.rlwy.net', 'up.railway.app', 'example.com')).map(([a, b]) => `${a}.${b}`));
const query = fc.array(fc.oneof(fc.constantFrom('sslmode=require', 'family=0', 'connection_limit=5', 'pgbouncer=true'), fc.tuple(fc.constantFrom('sslmode', 'family', 'schema', 'token'), word).map((pair) => pair.join('='))), { maxLength: 3 });
const address = fc.record({ scheme: fc.constantFrom(...SCHEMES), user: fc.option(fc.oneof(word, reference)), password: fc.option(fc.oneof(word, reference)), host, port: fc.option(fc.oneof(fc.constantFrom('5432', '65535'), word, reference)), path: fc.option(fc.oneof(word, reference)), query })
  .map(({ scheme, user, password, host: name, port, path, query: options }) => [
    `${scheme}://`, user === null && password === null ? '' : `${user ?? ''}${password === null ? '' : `:${password}`}@`, name, port === null ? '' : `:${port}`, path === null ? '' : `/${path}`, options.length === 0 ? '' : `?${options.join('&')}`,
  ].join(''));
const bare = fc.oneof(word, address, reference, fc.array(fc.oneof(word, reference, fc.constantFrom(':', '/', ',', ' ')), { maxLength: 5 }).map((parts) => parts.join('')));
const value = fc.tuple(bare, fc.constantFrom('', '"', "'", ' ', '\n', '"\n')).map(([text, around]) => `${around}${text}${around}`);
const name = fc.oneof(fc.constantFrom('PORT', 'DATABASE_URL', 'SECRET_KEY', 'GUNICORN_CMD_ARGS', 'NODE_OPTIONS', 'DJANGO_SETTINGS_MODULE', 'RAILPACK_PACKAGES', 'X_TIMEOUT', 'NODE_ENV', 'RAILPACK_START_CMD', 'RAILPACK_DISABLE_CACHES', 'FORWARDED_ALLOW_IPS', 'ALLOWED_HOSTS'), word);

/** All that a variable says but for its name and what stands there for every variable of its kind. */
function saidOf({ form, shown, quoted, padded, references, url, secret }: LiveVariable): string {
  const kept = [form, quoted ?? '', String(padded), secret ?? '', url === undefined ? '' : `${url.host} ${url.hasPassword}`];
  expect(kept.join('')).not.toContain('…');
  const options = Object.entries(url?.options ?? {}).map((pair) => pair.join('='));
  return [shown, ...references.map((each) => `\${{${each.service ?? ''}.${each.variable}}}`), ...(url === undefined ? [] : [`${url.scheme}://`, `:${url.port ?? 0}`, ...options])].join('\u0001');
}

const withoutPublic = (text: string): string => PUBLIC.reduce((rest, pattern) => rest.replaceAll(pattern, '\u0000'), text);

function piecesOf(text: string): readonly string[] {
  return Array.from({ length: Math.max(0, text.length - PIECE + 1) }, (_, index) => text.slice(index, index + PIECE));
}

const RUNS = { numRuns: 2000 };

it('holds no piece of a value that is not public', () => {
  fc.assert(fc.property(name, value, (variableName, text) => {
    const variable = redactVariable(variableName, { value: text });
    if (variable.value !== undefined) return;
    const said = withoutPublic(saidOf(variable));
    expect(piecesOf(text).filter((piece) => said.includes(piece))).toEqual([]);
  }), RUNS);
});

it('shows one line of at most 60 columns', () => {
  fc.assert(fc.property(name, value, (variableName, text) => {
    const { shown } = redactVariable(variableName, { value: text });
    expect(shown).toMatch(/^[ -~…]{1,60}$/);
  }), RUNS);
});

it('leaves a shape as it is', () => {
  fc.assert(fc.property(value, (text) => {
    const { form, shown, value: kept } = redactVariable('', { value: text });
    if (form === 'sealed' || shown === '(empty)' || kept !== undefined) return;
    expect(redactVariable('', { value: shown })).toMatchObject({ shown });
  }), RUNS);
});

it('keeps values of known settings alone, to the last character', () => {
  fc.assert(fc.property(name, value, (variableName, text) => {
    const { value: kept } = redactVariable(variableName, { value: text });
    if (kept === undefined) return;
    expect(kept).toBe(text);
    expect(['PORT', 'GUNICORN_CMD_ARGS', 'NODE_OPTIONS', 'DJANGO_SETTINGS_MODULE', 'RAILPACK_PACKAGES', 'X_TIMEOUT', 'NODE_ENV', 'RAILPACK_START_CMD', 'RAILPACK_DISABLE_CACHES', 'FORWARDED_ALLOW_IPS', 'ALLOWED_HOSTS']).toContain(variableName);
    if (variableName === 'ALLOWED_HOSTS') expect(kept.replaceAll(/["'\s]/g, '')).toBe('*');
    if (variableName === 'FORWARDED_ALLOW_IPS') expect(kept).toMatch(/^["'\s]*(?:\*|localhost|[\d.:[\]a-f/, ]+)["'\s]*$/i);
    if (variableName === 'RAILPACK_START_CMD') expect(isRedacted(kept)).toBe(true);
  }), RUNS);
});
