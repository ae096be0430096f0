import { describe, expect, it } from 'vitest';
import type { FactName, FactSet } from '../../../src/model/facts.ts';
import type { CorsSetup, MetricsEndpoint, Protection, RateLimiter } from '../../../src/model/facts/protection.ts';
import type { Fact } from '../../../src/model/fact.ts';
import { readFacts } from './support.ts';

const HEAD = "import express from 'express'; import cors from 'cors'; import { rateLimit } from 'express-rate-limit'; import { register } from 'prom-client'; const app = express(); app.listen(process.env.PORT); ";

async function listOf<T>(text: string, name: FactName, files: Readonly<Record<string, string>> = {}): Promise<readonly T[]> {
  const facts: FactSet = await readFacts({ 'index.ts': text, ...files }, 'index.ts');
  const fact: Fact<unknown> | undefined = facts[name];
  return fact?.state === 'known' ? (fact.value as readonly T[]) : [];
}

describe('who may call', () => {
  it.each([
    ['no options', 'app.use(cors())', 'cors any false'], ['the caller itself', 'app.use(cors({ origin: true, credentials: true }))', 'cors every true'],
    ['a pattern for all', 'app.use(cors({ origin: /.*/, credentials: true }))', 'cors every true'], ['a pattern for some', 'app.use(cors({ origin: /\\.ferry\\.co$/, credentials: true }))', 'cors listed true'],
    ['a function that lets all in', 'app.use(cors({ origin: function (origin, done) { done(null, true); } }))', 'cors every false'],
    ['a function that looks', 'app.use(cors({ origin: (origin, done) => (ok(origin) ? done(null, true) : done(new Error("no"))) }))', 'cors unknown false'],
    ['names', "const origins = ['https://a.example']; app.use(cors({ origin: origins, credentials: true }))", 'cors listed true'],
    ['a star by default', "app.use(cors({ origin: process.env.ORIGIN || '*' }))", 'cors any false unless ORIGIN'], ['a variable', 'app.use(cors({ origin: process.env.ORIGIN, credentials: true }))', 'cors unknown true'],
    ['options of another file', "import { options } from './options'; app.use(cors(options))", 'cors every true'], ['options from a function', 'app.use(cors(options()))', 'cors unknown undefined'],
    ['spread options', 'app.use(cors({ ...base, credentials: true }))', 'cors unknown true'],
  ])('is read: %s', async (_, text, expected) => {
    const setups = await listOf<CorsSetup>(HEAD + text, 'web.corsSetups', { 'options.ts': 'export const options = { origin: true, credentials: true };' });
    expect(setups.map(({ library, origins, credentials, unless }) => `${library} ${origins} ${credentials}${unless === undefined ? '' : ` unless ${unless}`}`)).toEqual([expected]);
  });

  it('leaves out what only development has', async () => {
    expect(await listOf(`${HEAD} if (process.env.NODE_ENV !== 'production') app.use(cors({ origin: true }));`, 'web.corsSetups')).toEqual([]);
  });

  it.each([
    ['Nest', "import { NestFactory } from '@nestjs/core'; const app = await NestFactory.create(M); app.enableCors({ origin: true, credentials: true }); await app.listen(3000);", 'nest every'],
    ['Fastify', "import Fastify from 'fastify'; import cors from '@fastify/cors'; const app = Fastify(); await app.register(cors, { origin: true, credentials: true }); app.listen({ port: 1 });", '@fastify/cors every'],
    ['Hono', "import { Hono } from 'hono'; import { cors } from 'hono/cors'; const app = new Hono(); app.use(cors({ origin: '*' })); export default app;", 'hono any'],
    ['Koa', "import Koa from 'koa'; import cors from '@koa/cors'; const app = new Koa(); app.use(cors({ credentials: true })); app.listen(1);", '@koa/cors every'],
  ])('is read of %s', async (_, text, expected) => {
    expect((await listOf<CorsSetup>(text, 'web.corsSetups')).map(({ library, origins }) => `${library} ${origins}`)).toEqual([expected]);
  });
});

describe('how often a visitor may ask', () => {
  it.each([
    ['memory', 'app.use(rateLimit({ limit: 5 }))', 'express-rate-limit memory peer'], ['a key', 'app.use(rateLimit({ keyGenerator: (r) => r.get("x") }))', 'express-rate-limit memory other'],
    ['a store', "import { RedisStore } from 'rate-limit-redis'; app.use(rateLimit({ store: new RedisStore({}) }))", 'express-rate-limit shared peer'],
    ['a store that may be none', 'app.use(rateLimit({ store: client ? new Store(client) : undefined }))', 'express-rate-limit unknown peer'], ['options from elsewhere', 'app.use(rateLimit(options()))', 'express-rate-limit unknown other'],
    ['flexible', "import { RateLimiterMemory } from 'rate-limiter-flexible'; const l = new RateLimiterMemory({ points: 5 });", 'rate-limiter-flexible memory other'],
    ['Nest', "import { ThrottlerModule } from '@nestjs/throttler'; const m = ThrottlerModule.forRoot([{ ttl: 1, limit: 5 }]);", '@nestjs/throttler memory peer'],
  ])('is read: %s', async (_, text, expected) => {
    expect((await listOf<RateLimiter>(HEAD + text, 'web.rateLimiters')).map(({ library, storage, key }) => `${library} ${storage} ${key}`)).toEqual([expected]);
  });
});

describe('what protects', () => {
  it.each([
    ['trust by number', "app.set('trust proxy', 1)", ['proxy-trust express 1']], ['trust', "app.enable('trust proxy')", ['proxy-trust express true']],
    ['helmet', "import helmet from 'helmet'; app.use(helmet())", ['headers helmet']], ['headers of its own', "app.use((q, r, n) => { r.setHeader('X-Frame-Options', 'DENY'); n(); })", ['headers own']],
    ['middleware that asks', 'app.use(requireAuth)', ['authentication middleware']], ['middleware of one path', "app.use('/admin', requireAuth)", []],
  ])('is found: %s', async (_, text, expected) => {
    const found = await listOf<Protection>(HEAD + text, 'web.protections');
    expect(found.map(({ kind, library, value }) => [kind, library, value].filter((each) => each !== undefined).join(' '))).toEqual(expected);
  });
});

describe('where metrics are given away', () => {
  const ROUTE = 'async (q, r) => r.send(await register.metrics())';
  it.each([
    ['a route', `app.get('/metrics', ${ROUTE})`, ['/metrics open']], ['a route behind middleware', `app.get('/metrics', onlyUs, ${ROUTE})`, ['/metrics guarded']],
    ['a path behind middleware', `app.use('/metrics', basic()); app.get('/metrics', ${ROUTE})`, ['/metrics guarded']], ['another route', "app.get('/metrics', (q, r) => r.json({ ferries: 3 }))", []],
    ['a bundle', "import bundle from 'express-prom-bundle'; app.use(bundle({ includePath: true }))", ['/metrics open']], ['a bundle that is off', "import bundle from 'express-prom-bundle'; app.use(bundle({ autoregister: false }))", []],
  ])('is found: %s', async (_, text, expected) => {
    expect((await listOf<MetricsEndpoint>(HEAD + text, 'web.metricsEndpoints')).map(({ path, guarded }) => `${path} ${guarded ? 'guarded' : 'open'}`)).toEqual(expected);
  });
});
