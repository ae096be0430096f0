import { describe, expect, it } from 'vitest';
import { declared } from '../../../src/model/fact.ts';
import type { Fact } from '../../../src/model/fact.ts';
import type { FactName, FactSet } from '../../../src/model/facts.ts';
import type { Listen } from '../../../src/model/facts/code.ts';
import { isComplete, printRoutes, readFacts, readProject } from './support.ts';

const START = `import express from 'express'; const app = express(); app.listen(process.env.PORT || 3000);`;

function listOf<N extends FactName>(facts: FactSet, name: N): readonly unknown[] {
  const fact: Fact<unknown> | undefined = facts[name];
  return fact?.state === 'known' && Array.isArray(fact.value) ? fact.value : [];
}

function printListen({ library, host, port, portDefault }: Listen): string {
  const text = (fact: Fact<string | number>) => (fact.state === 'known' ? String(fact.value) : fact.state);
  return `${library} ${text(host)} ${text(port)} ${portDefault ?? '-'}`;
}

describe('ports', () => {
  it.each([
    ['express with a default', `import express from 'express'; const app = express(); const port = process.env.PORT || 3000; app.listen(port, () => {});`, 'express absent PORT 3000'],
    ['express on a literal', `import express from 'express'; express().listen(8080, '127.0.0.1');`, 'express 127.0.0.1 8080 -'],
    ['fastify with options', `import f from 'fastify'; const app = f(); await app.listen({ port: Number(process.env.PORT ?? 4000), host: process.env.HOST ?? '0.0.0.0' });`, 'fastify 0.0.0.0 PORT 4000'],
    ['http around an application', `const http = require('http'); const app = require('express')(); const server = http.createServer(app); server.listen(parseInt(process.env.PORT, 10) || 5000, 'localhost');`, 'http localhost PORT 5000'],
    ['another variable before PORT', `import express from 'express'; express().listen(process.env.API_PORT ?? process.env.PORT ?? 3001);`, 'express absent PORT 3001'],
    ['Bun.serve', `Bun.serve({ port: 3000, fetch() {} });`, 'bun absent 3000 -'],
    ['Bun default export', `import { Hono } from 'hono'; const app = new Hono(); export default { port: process.env.PORT ?? 8080, fetch: app.fetch };`, 'bun absent PORT 8080'],
    ['a configuration object', `import express from 'express'; const config = { server: { port: +(process.env.PORT || '9000') } } as const; express().listen(config.server.port);`, 'express absent PORT 9000'],
  ])('%s', async (_, text, printed) => {
    const facts = await readFacts({ 'index.ts': text }, 'index.ts');
    expect((listOf(facts, 'web.listens') as readonly Listen[]).map(printListen)).toEqual([printed]);
  });
});

describe('what a process keeps to itself', () => {
  it.each([
    ['a cron job', `import cron from 'node-cron'; cron.schedule('* * * * *', () => {});`, ['scheduler']],
    ['a timer that works', `setInterval(async () => { await fetch('https://a.b'); }, 1000);`, ['scheduler']],
    ['a timer that sweeps', `const m = new Map(); setInterval(() => { m.clear(); }, 1000);`, []],
    ['a timer in a request', `app.get('/x', (req, res) => { setInterval(async () => { await res.write('x'); }, 100); });`, []],
    ['rooms', `import { Server } from 'socket.io'; const io = new Server(3001);`, ['websocket']],
    ['rooms with an adapter', `import { Server } from 'socket.io'; import { createAdapter } from '@socket.io/redis-adapter'; const io = new Server(3001, { adapter: createAdapter(a, b) });`, []],
    ['a bot', `import { Client } from 'discord.js'; const bot = new Client({ intents: [] }); bot.login(process.env.TOKEN);`, ['bot']],
    ['a bot on a webhook', `import { Telegraf } from 'telegraf'; const bot = new Telegraf('x'); bot.launch({ webhook: { domain: 'a' } });`, []],
    ['state that requests write', `const jobs = new Map(); app.post('/jobs', (req, res) => { jobs.set(req.body.id, {}); });`, ['in-process-state']],
    ['a cache', `const pageCache = new Map(); app.post('/jobs', (req, res) => { pageCache.set(req.body.id, {}); });`, []],
    ['state that start-up writes', `const routes = new Map(); for (const name of names) routes.set(name, 1); app.get('/x', (req, res) => { res.json(routes.get('a')); });`, []],
    ['a counter in memory', `import { rateLimit } from 'express-rate-limit'; app.use(rateLimit({ limit: 5 }));`, ['in-process-state']],
    ['a counter in a store', `import { rateLimit } from 'express-rate-limit'; app.use(rateLimit({ limit: 5, store: new RedisStore() }));`, []],
    ['sessions in memory', `import session from 'express-session'; app.use(session({ secret: 'x' }));`, ['in-process-state']],
  ])('%s', async (_, text, kinds) => {
    const facts = await readFacts({ 'index.js': `${START} ${text}` }, 'index.js');
    expect((listOf(facts, 'process.singletons') as readonly { kind: string }[]).map(({ kind }) => kind)).toEqual(kinds);
  });
});

describe('how a process stops', () => {
  it.each([
    ['process.on', `process.on('SIGTERM', stop);`, 1], ['process.once of an import', `import process from 'node:process'; process.once('SIGTERM', stop);`, 1],
    ['a list of signals', `['SIGINT', 'SIGTERM'].forEach((signal) => process.on(signal, stop));`, 1], ['another signal', `process.on('SIGHUP', stop);`, 0],
    ['a package', `import { createTerminus } from '@godaddy/terminus'; createTerminus(server);`, 1], ['Nest', `app.enableShutdownHooks();`, 1],
  ])('%s', async (_, text, count) => {
    expect(listOf(await readFacts({ 'index.js': `${START} ${text}` }, 'index.js'), 'web.shutdownHandlers')).toHaveLength(count);
  });
});

describe('clients', () => {
  it.each([
    ['axios without a timeout', `import axios from 'axios'; app.get('/x', async (req, res) => { await axios.get(url); });`, ['axios request false']],
    ['axios with a timeout', `import axios from 'axios'; const api = axios.create({ timeout: 5000 });`, ['axios module true']],
    ['axios with a timeout for all', `import axios from 'axios'; axios.defaults.timeout = 1000; axios.post(url, {});`, ['axios module true']],
    ['fetch with a signal', `app.get('/x', async (req, res) => { await fetch(url, { signal: AbortSignal.timeout(1) }); });`, ['fetch request true']],
    ['fetch of the page itself', `fetch('/api/x');`, []],
    ['options from elsewhere', `import { options } from 'elsewhere'; fetch(url, options);`, ['fetch module undefined']],
  ])('%s', async (_, text, printed) => {
    const places = listOf(await readFacts({ 'index.js': `${START} ${text}` }, 'index.js'), 'http.clients') as readonly { library: string; scope: string; timeout?: boolean }[];
    expect(places.map(({ library, scope, timeout }) => `${library} ${scope} ${timeout}`)).toEqual(printed);
  });
});

describe('workers, redirects and hosts', () => {
  it('reads the concurrency of a BullMQ worker', async () => {
    const facts = await readFacts({ 'index.js': `${START} import { Worker } from 'bullmq'; new Worker('a', run, { concurrency: 5 }); new Worker('b', run);` }, 'index.js');
    const workers = listOf(facts, 'queue.workers') as readonly { concurrency: Fact<number> }[];
    expect(workers.map(({ concurrency }) => (concurrency.state === 'known' ? `${concurrency.value} ${concurrency.provenance.kind}` : ''))).toEqual(['5 declared', '1 default']);
  });
  it('finds a redirect to https', async () => {
    const facts = await readFacts({ 'index.js': `${START} app.use((req, res, next) => { if (req.headers['x-forwarded-proto'] !== 'https') return res.redirect('https://' + req.hostname); next(); });` }, 'index.js');
    expect(listOf(facts, 'web.httpsRedirects')).toHaveLength(1);
  });
  it('takes a redirect that names a path for one that exempts it', async () => {
    const facts = await readFacts({ 'index.js': `${START} app.use((req, res, next) => { if (req.headers['x-forwarded-proto'] !== 'https' && !req.url.startsWith('/health')) return res.redirect('https://' + req.hostname + req.url); next(); });` }, 'index.js');
    expect(facts['web.httpsRedirects']?.state).not.toBe('known');
  });
  it('reads the hosts of Vite', async () => {
    const facts = await readFacts({ 'vite.config.ts': `import { defineConfig } from 'vite'; export default defineConfig({ preview: { allowedHosts: ['a.b', 'c.d'] } });`, 'index.js': START }, 'index.js');
    expect(listOf(facts, 'web.hostAllowlists')).toMatchObject([{ framework: 'vite', hosts: ['a.b', 'c.d'], complete: true }]);
  });
});

describe('limits of reading', () => {
  it('reports a file that does not parse, and is less sure of routes', async () => {
    const { facts, problems } = await readProject({ 'index.js': `${START} import './routes.js'; app.get('/health', (req, res) => {});`, 'routes.js': `import express from 'express'; const x = {;` }, 'index.js');
    expect(problems.map(({ kind, path }) => `${kind} ${path}`)).toEqual(['syntax routes.js']);
    expect(printRoutes(facts)).toEqual(['GET /health']);
    expect(isComplete(facts)).toBe(false);
  });
  it('takes what the environment is known to hold', async () => {
    const source = { path: 'Dockerfile', text: 'ENV POOL=3' };
    const environment = new Map([['POOL', declared('POOL', '3', source, { start: 0, end: 1 })]]);
    const { facts } = await readProject({ 'index.js': `${START} import { Pool } from 'pg'; new Pool({ max: Number(process.env.POOL ?? 10) });` }, 'index.js', environment);
    expect(listOf(facts, 'database.pools')).toMatchObject([{ maximum: { value: 3 } }]);
  });
  it('leaves tests and built files unread', async () => {
    const { parsed } = await readProject({ 'index.js': START, 'dist/index.js': START, 'src/a.test.ts': START, 'test/b.ts': START, 'node_modules/x/index.js': START }, 'index.js');
    expect(parsed).toEqual(['index.js']);
  });
  it('ends on code that multiplies', async () => {
    const spreads = Array.from({ length: 40 }, (_, index) => `const a${index + 1} = { ...a${index}, ...a${index} };`).join('\n');
    const facts = await readFacts({ 'index.js': `${START} import { Pool } from 'pg'; const a0 = {}; ${spreads} new Pool({ max: a40.max }); new Pool(a40);` }, 'index.js');
    expect(listOf(facts, 'database.pools')).toHaveLength(2);
  });
  it('knows imports that go round in circles', async () => {
    const facts = await readFacts({ 'index.js': `${START} import { x } from './a.js'; app.use('/a', x);`, 'a.js': `export * from './b.js'; import 'express';`, 'b.js': `export * from './a.js'; import 'express';` }, 'index.js');
    expect(isComplete(facts)).toBe(false);
  });
});

describe('log lines that tell how long something took', () => {
  it.each([
    ['a template', 'console.log(`done in ${Date.now() - start} ms`);', 1],
    ['an object', 'logger.info({ ms: performance.now() - start }, "done");', 1],
    ['another difference', 'console.log(`${total - start} left`);', 0],
  ])('%s', async (_, text, count) => {
    const facts = await readFacts({ 'index.ts': `${START}\napp.get('/x', (req, res) => { ${text} res.end(); });` }, 'index.ts');
    expect(listOf(facts, 'logs.timings')).toHaveLength(count);
  });
});

it('finds headers with the id of a request', async () => {
  const facts = await readFacts({ 'index.ts': `${START}\napp.use((req, res, next) => { req.id = req.get('X-Request-Id') ?? crypto.randomUUID(); next(); });` }, 'index.ts');
  expect(listOf(facts, 'web.capabilities')).toMatchObject([{ kind: 'request-id', library: 'x-request-id' }]);
});
it.each([
  ['the logger of Fastify', `import f from 'fastify'; const app = f({ logger: { level: 'info' } });`, 1], ['Fastify without a logger', `import f from 'fastify'; const app = f({ logger: false });`, 0],
  ['lines of its own', `${START}\nconsole.log(JSON.stringify({ level: 'info', message }));`, 1], ['other JSON', `${START}\nconsole.log(JSON.stringify({ id: 7 }));`, 0],
])('finds lines of JSON without a library: %s', async (_name, text, count) => {
  const facts = await readFacts({ 'index.js': text }, 'index.js');
  expect((listOf(facts, 'web.capabilities') as readonly { kind: string }[]).filter(({ kind }) => kind === 'structured-logs')).toHaveLength(count);
});

it('passes over headers that others fill', async () => {
  const facts = await readFacts({ 'index.ts': `${START}\napp.use((req, res, next) => { log(req.get('X-Request-Id')); next(); });` }, 'index.ts');
  expect(listOf(facts, 'web.capabilities')).toEqual([]);
});

describe('processes for each CPU', () => {
  it.each([
    ['the host', `import os from 'node:os'; import cluster from 'node:cluster';\nconst count = os.cpus().length;\nfor (let i = 0; i < count; i += 1) cluster.fork();`, ['os.cpus().length cpus number']],
    ['required names', `const { cpus } = require('os'); const cluster = require('cluster');\ncpus().forEach(() => cluster.fork());`, ['cpus() cpus']],
    ['a variable first', `const os = require('os'); const cluster = require('cluster');\nconst n = Number(process.env.WEB_CONCURRENCY) || os.availableParallelism();\nwhile (n) cluster.fork();`, ['os.availableParallelism() availableParallelism number variable']],
    ['a variable of the settings', `import os from 'os'; import throng from 'throng'; import env from './env.js';\nconst count = env.WEB_CONCURRENCY;\nthrong({ count: count ?? os.cpus().length });`, ['os.cpus().length cpus number variable']],
    ['no processes', `const os = require('os');\nconsole.log(os.cpus().length); ${START.replace('import express from \'express\'', 'const express = require("express")')}`, []],
  ])('%s', async (_, text, printed) => {
    const facts = await readFacts({ 'index.js': text }, undefined);
    const forks = facts['process.forks'];
    const shown = forks?.state === 'known' ? forks.value.map(({ count, call, isNumber, isVariable }) => [count.value, call, ...(isNumber ? ['number'] : []), ...(isVariable ? ['variable'] : [])].join(' ')) : [];
    expect(shown).toEqual(printed);
  });
});

describe('processes that the program starts', () => {
  const LOOP = `import cluster from 'node:cluster';\n`;
  it.each([
    ['a number', `${LOOP}for (let i = 0; i < 6; i += 1) cluster.fork();`, [6]],
    ['a number of the module, counted from one', `${LOOP}const many = 3;\nif (cluster.isPrimary) { for (let i = 1; i <= many; i++) { cluster.fork({ NUMBER: i }); } }`, [3]],
    ['the default of a variable', `const cluster = require('cluster');\nconst n = parseInt(process.env.WEB_CONCURRENCY || '4', 10);\nfor (let i = 0; i < n; i++) cluster.fork();`, [4]],
    ['throng', `import throng from 'throng';\nthrong({ workers: process.env.WEB_CONCURRENCY || 2, start() {} });`, [2]],
    ['throng as it was', `const throng = require('throng');\nthrong(5, () => {});`, [5]],
    ['each CPU', `${LOOP}import os from 'node:os';\nfor (let i = 0; i < os.cpus().length; i++) cluster.fork();`, []],
    ['another for one that ended', `${LOOP}cluster.on('exit', () => cluster.fork());`, []],
    ['a variable alone', `${LOOP}for (let i = 0; i < Number(process.env.WORKERS); i++) cluster.fork();`, []],
    ['a loop that counts down', `${LOOP}for (let i = 8; i > 2; i--) cluster.fork();`, []],
  ])('%s', async (_, text, counts) => {
    const facts = await readFacts({ 'index.js': text }, undefined);
    expect(listOf(facts, 'process.forkCounts').map(({ value }) => value)).toEqual(counts);
  });
});

it('finds percentiles that the program calculates', async () => {
  const facts = await readFacts({ 'index.ts': `${START}\nconsole.log(JSON.stringify({ p95_ms: 3, p50: 1 }));` }, 'index.ts');
  expect(listOf(facts, 'web.capabilities')).toMatchObject([{ kind: 'percentiles', library: 'own' }]);
});
