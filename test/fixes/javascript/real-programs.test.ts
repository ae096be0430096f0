import { cpSync, existsSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { JAVASCRIPT_REWRITINGS } from '../../../src/fixes/javascript/rewritings.ts';
import { absent, declared } from '../../../src/model/fact.ts';
import { startPostgres, type Postgres } from '../../support/real-postgres.ts';
import { eventually } from '../../support/eventually.ts';
import { accepts, freePort, linkModules, listening, start, stop, WITHOUT_NODE, WITHOUT_POSTGRES } from '../../support/real-tools.ts';
import { contextOf, factAt, resultOf } from './support.ts';

const RULES = fileURLToPath(new URL('../../rules/', import.meta.url));
const folders: string[] = [];

afterAll(() => { for (const folder of folders) rmSync(folder, { recursive: true, force: true }); });

/** A folder with what a rule's fix makes of a case, and with the packages that it imports. */
function fixedCase(path: string, files: Readonly<Record<string, string>> = {}): string {
  const folder = mkdtempSync(join(tmpdir(), 'optimize-program-'));
  folders.push(folder);
  cpSync(join(RULES, path, 'before'), folder, { recursive: true });
  if (!existsSync(join(RULES, path, 'after'))) throw new Error(`${path} has no after/`);
  cpSync(join(RULES, path, 'after'), folder, { recursive: true });
  for (const [name, text] of Object.entries(files)) writeFileSync(join(folder, name), text);
  linkModules(folder);
  return folder;
}

/** Starts a program of a folder on a free port, asks it, and stops it. */
async function asking<T>(folder: string, { file = 'server.js', env = {} }: { readonly file?: string; readonly env?: Readonly<Record<string, string>> }, ask: (url: string) => Promise<T>): Promise<T> {
  const port = await freePort();
  const running = start(process.execPath, [file], { cwd: folder, env: { ...process.env, PORT: String(port), ...env } });
  try {
    await listening(running, port);
    return await ask(`http://127.0.0.1:${port}`);
  } finally {
    await stop(running);
  }
}

const textAt = async (url: string): Promise<string> => {
  const response = await fetch(url);
  return `${response.status} ${await response.text()}`;
};

describe.skipIf(WITHOUT_NODE)('a fixed program on its real packages', () => {
  test.each([
    ['network/port/literal-in-listen', '/alive', '200 {"ok":true}'],
    ['network/bind-address/fastify-without-host', '/alive', '200 {"ok":true}'],
    ['async/blocking-call/fastify-read-file', '/tides', '200 {"tides":{"high":"04:17"},"ships":3}'],
    ['async/blocking-call/node-sync-file', '/prices', '200 a;1'],
  ])('%s answers', async (path, route, expected) => {
    const folder = fixedCase(path, { 'tides.json': '{ "high": "04:17" }', 'ships.csv': 'a\nb\nc', 'terms.txt': 'none', 'prices.csv': 'a;1' });
    expect(await asking(folder, {}, (url) => textAt(url + route))).toBe(expected);
  });

  test('a missing file of an awaited call is an error of its request alone', async () => {
    const folder = fixedCase('async/blocking-call/node-sync-file', { 'terms.txt': 'none' });
    const answers = await asking(folder, {}, async (url) => [(await fetch(`${url}/prices`)).status, await textAt(`${url}/terms`)]);
    expect(answers).toEqual([500, '200 none']);
  });

  test.each([
    ['express', `import express from 'express';\n${SLOW}const app = express();\napp.get('/slow', async (request, response) => { await slow(); response.send('done'); });\napp.listen(process.env.PORT);\n`, 'app.listen(process.env.PORT)'],
    ['fastify', `import Fastify from 'fastify';\n${SLOW}const app = Fastify();\napp.get('/slow', async () => { await slow(); return 'done'; });\nawait app.listen({ port: Number(process.env.PORT) });\n`, 'app.listen({ port: Number(process.env.PORT) })'],
  ])('%s finishes its requests when it is told to stop', async (library, text, call) => {
    const at = factAt('server.mjs', text, call);
    const listens = [{ at, library, host: absent('web.host'), port: absent('web.port'), portDefault: undefined }];
    const context = contextOf({ 'server.mjs': text }, { facts: { 'web.listens': declared('web.listens', listens, { path: 'server.mjs', text }, { start: 0, end: 0 }) } });
    const planned = await JAVASCRIPT_REWRITINGS['handle-shutdown']?.({ kind: 'rewrite', how: 'handle-shutdown', at: [at] }, context);
    if (planned === undefined) throw new Error('nothing handles shutdown');
    const folder = mkdtempSync(join(tmpdir(), 'optimize-program-'));
    folders.push(folder);
    writeFileSync(join(folder, 'server.mjs'), resultOf(planned, context, 'server.mjs'));
    linkModules(folder);
    expect(await stopped(folder)).toEqual({ answer: '200 done', end: 0 });
    writeFileSync(join(folder, 'server.mjs'), text); // and without the fix
    expect(await stopped(folder)).toEqual({ answer: 'no answer', end: 'SIGTERM' });
  });
});

/** Says that it has begun, and takes until the file `gate` is there. */
const SLOW = "import { existsSync } from 'node:fs';\nconst slow = async () => { console.log('begun'); while (!existsSync('gate')) await new Promise((resolve) => setTimeout(resolve, 20)); };\n";

/** What a slow request gets, and how the program ends, when it is told to stop meanwhile. */
async function stopped(folder: string): Promise<{ readonly answer: string; readonly end: number | NodeJS.Signals }> {
  const port = await freePort();
  rmSync(join(folder, 'gate'), { force: true });
  const running = start(process.execPath, ['server.mjs'], { cwd: folder, env: { ...process.env, PORT: String(port) } });
  await listening(running, port);
  const answer = textAt(`http://127.0.0.1:${port}/slow`).catch(() => 'no answer');
  await eventually(() => running.printed().includes('begun'), running.printed);
  running.process.kill('SIGTERM');
  await eventually(async () => !await accepts(port), () => 'a new connection is let in');
  writeFileSync(join(folder, 'gate'), '');
  return { answer: await answer, end: await running.ended };
}

describe.skipIf(WITHOUT_NODE || WITHOUT_POSTGRES)('a shared pool on a real database', () => {
  let database: Postgres;
  beforeAll(async () => {
    database = await startPostgres();
    await database.sql('create table orders (id int); create table sailings (day text, ship text); insert into sailings values (\'monday\', \'Ida\')');
  });
  afterAll(() => database.stop());

  test.each([
    ['database/engine-per-request/node-client-in-handler', 'server.js', '/orders', '200 [{"count":"0"}]', 10],
    ['database/engine-per-request/pool-in-route-with-finally', 'index.js', '/sailings?day=monday', '200 [{"day":"monday","ship":"Ida"}]', 3],
    ['database/pool-size/node-default', 'server.js', '/alive', '200 {"ok":true}', 8],
  ])('%s answers many at once with few connections', async (path, file, route, expected, most) => {
    const folder = fixedCase(path);
    const { answers, connections } = await asking(folder, { file, env: { DATABASE_URL: database.url } }, async (url) => {
      const rounds = [await Promise.all(Array.from({ length: 40 }, () => textAt(url + route))), await Promise.all(Array.from({ length: 40 }, () => textAt(url + route)))];
      const open = await database.sql("select count(*) from pg_stat_activity where backend_type = 'client backend' and pid <> pg_backend_pid()");
      return { answers: new Set(rounds.flat()), connections: Number(open) };
    });
    expect([...answers]).toEqual([expected]);
    expect(connections).toBeGreaterThan(0);
    expect(connections).toBeLessThanOrEqual(most);
  });
});
