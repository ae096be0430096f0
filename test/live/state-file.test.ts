import { readFileSync } from 'node:fs';
import { Ajv } from 'ajv';
import { describe, expect, it } from 'vitest';
import { redactVariable } from '../../src/live/redact-variable.ts';
import { liveStateText, readLiveState } from '../../src/live/state-file.ts';
import type { LiveState } from '../../src/model/live-state.ts';

const schema = JSON.parse(readFileSync(new URL('../../docs/live.schema.json', import.meta.url), 'utf8')) as object;
const validate = new Ajv({ allErrors: true, strict: true, strictRequired: false, strictTypes: false }).compile(schema);

const VALUES: readonly (readonly [string, string])[] = [
  ['DATABASE_URL', 'postgres://u:hunter2XYZ@postgres.railway.internal:5432/railway?sslmode=require'], ['EMPTY', ''], ['PADDED', ' x '], ['PORT', '"8080"'], ['REFERENCE', '${{Postgres.DATABASE_URL}}'],
  ['TEXT', "'hello'"], ['URL', 'https://${{api.RAILWAY_PRIVATE_DOMAIN}}:${{api.PORT}}/v1?a=b'], ['WIDE', 'postgresql+asyncpg://${{PGUSER}}:${{PGPASSWORD}}@${{RAILWAY_PRIVATE_DOMAIN}}:5432/${{PGDATABASE}}'],
  ['X_ALLOWED_HOSTS', '"shop.example.org,.railway.app"'],
];

const state: LiveState = {
  version: 1, readAt: '2026-11-22T03:10:00Z', cli: '5.71.0', project: { id: 'project-1', name: 'shop' }, environment: { id: 'environment-1', name: 'production' }, hasPrivateNetwork: true,
  services: [{
    id: 'service-1', name: 'web', source: { repo: 'owner/shop', branch: 'main', rootDirectory: 'apps/web' }, configFile: '/railway.json',
    settings: { 'deploy.startCommand': 'gunicorn app:app', 'deploy.numReplicas': 2, 'deploy.sleepApplication': false, 'build.watchPatterns': ['/a/**'] },
    regions: [{ region: 'us-west2', replicas: 2 }], volumes: [{ id: 'volume-1', mountPath: '/data', region: 'us-west2', sizeMb: 500, usedMb: 1.5 }],
    domains: [{ domain: 'shop.example.com', kind: 'custom', port: 8080 }], tcpProxies: [5432], deployment: { status: 'SUCCESS', createdAt: '2026-11-20T10:00:00.123Z' },
    variables: [...VALUES.map(([name, value]) => redactVariable(name, { value })), redactVariable('SEALED', { isSealed: true })],
  }],
  sharedVariables: [redactVariable('SHARED', { value: 'hidden' })],
};

const text = liveStateText(state);
const withText = (from: string, to: string): string => { expect(text).toContain(from); return text.replace(from, to); };

describe('the file of a live state', () => {
  it('says in its first key what it is, has sorted keys, and ends with a line end', () => {
    expect(text.split('\n')[1]).toMatch(/^ {2}"about": "What Railway says of one environment/);
    expect(text.endsWith('}\n')).toBe(true);
    expect(Object.keys(JSON.parse(text) as object)).toEqual(['about', 'cli', 'environment', 'hasPrivateNetwork', 'project', 'readAt', 'services', 'sharedVariables', 'version']);
  });

  it('comes back as the same state, and as the same text', async () => {
    const read = await readLiveState(text);
    expect(read).toEqual(state);
    expect(liveStateText(read as LiveState)).toBe(text);
  });

  it('keeps to its schema', () => {
    validate(JSON.parse(text));
    expect(validate.errors ?? []).toEqual([]);
  });

  it('may hold keys that nobody knows', async () => {
    expect(await readLiveState(withText('"readAt"', '"later": {"a": [1]},\n  "readAt"'))).toEqual(state);
  });

  it.each<readonly [string, string, string, RegExp]>([
    ['a missing comma', '"version": 1', '"version" 1', /a colon is missing/],
    ['a newer version', '"version": 1', '"version": 2', /version is 2: the file was made by a newer optimize, and this one reads 1/],
    ['a text for a number', '"port": 8080', '"port": "8080"', /services\[0\]\.domains\[0\]\.port is a text where a number belongs/],
    ['a host for a shape', '….…,.railway.app', 'shop.example.org,.railway.app', /services\[0\]\.variables\[\d\]\.shown is no shape that/],
    ['a value for a shape', '"shown": "postgres://…@…railway.internal:5432/…', '"shown": "postgres://u:hunter2@…railway.internal:5432/…', /services\[0\]\.variables\[0\]\.shown is no shape that/],
    ['a value that is never kept', '"name": "TEXT"', '"name": "TEXT",\n "value": "hunter2"', /variables\[5\]\.value is a value, and of this variable none is kept/],
    ['a secret in a command', 'gunicorn app:app', 'SECRET_KEY=hunter2 gunicorn app:app', /settings\.deploy\.startCommand holds what looks like a secret/],
    ['an environment that somebody pasted', '"sharedVariables": [', '"sharedVariables": {"SECRET": "hunter2"}, "other": [', /sharedVariables is an object where a list belongs/],
    ['another time', '2026-11-22T03:10:00Z', 'hunter2', /readAt is no time like/],
  ])('is refused with %s, by line and place', async (_name, from, to, message) => {
    const read = await readLiveState(withText(from, to));
    expect(read).toMatchObject({ message: expect.stringMatching(message) as string, line: expect.any(Number) as number });
    expect(JSON.stringify(read)).not.toContain('hunter2');
  });

  it.each(['', '[]', '{}', 'null', '{"A": "b"}', 'A=hunter2\n'])('is refused with %j', async (other) => {
    expect(await readLiveState(other)).toMatchObject({ message: expect.stringContaining('this is no live state') as string });
  });

  it('names the line of what is wrong', async () => {
    const broken = withText('"shown": "…"', '"shown": "hunter2"');
    const line = broken.split('\n').findIndex((each) => each.includes('hunter2')) + 1;
    expect(await readLiveState(broken)).toMatchObject({ line });
  });
});
