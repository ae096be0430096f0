import { describe, expect, it } from 'vitest';
import type { Fact } from '../../../src/model/fact.ts';
import type { QueuePart } from '../../../src/model/facts/tasks.ts';
import { effectLine } from '../../support/effect-line.ts';
import { readFacts } from './support.ts';

const listOf = <T>(fact: Fact<readonly T[]> | undefined): readonly T[] => (fact?.state === 'known' ? fact.value : []);
const valueOf = (fact: Fact<unknown>): string => (fact.state === 'known' ? String(fact.value) : fact.state);

function part({ library, kind, name, options, complete, hears, isOwn, client }: QueuePart): string {
  const given = options.map((option) => `${option.name}=${valueOf(option.value)}`).join(' ');
  const handed = client === undefined ? '' : ` client(${client.options.map((option) => `${option.name}=${valueOf(option.value)}`).join(' ')}${client.complete ? '' : ' ...'})`;
  return `${library} ${kind} ${valueOf(name)} [${given}${complete ? '' : ' ...'}] hears(${hears.join(' ')})${isOwn ? '' : ' handed on'}${handed}`;
}

describe('queues and workers', () => {
  it.each([
    ['a queue', "import { Queue } from 'bullmq'; const NAME = 'a'; const q = new Queue(NAME, { defaultJobOptions: { attempts: 3 } });", ['bullmq queue a [defaultJobOptions.attempts=3] hears()']],
    ['a worker that is heard', "import { Worker } from 'bullmq'; const w = new Worker('a', async () => 1, { concurrency: 2 }); w.on('failed', f); w.on('error', f);", ['bullmq worker a [concurrency=2] hears(failed error)']],
    ['a worker that is heard at once', "import { Worker } from 'bullmq'; new Worker('a', async () => 1, {}).on('error', f);", ['bullmq worker a [] hears(error)']],
    ['a worker in a list', "import { Worker } from 'bullmq'; const all = []; all.push(new Worker('a', async () => 1, {}));", ['bullmq worker a [] hears() handed on']],
    ['a client', "import { Worker } from 'bullmq'; import Redis from 'ioredis'; const c = new Redis('redis://h', { maxRetriesPerRequest: 5 }); new Worker('a', async () => 1, { connection: c });", ['bullmq worker a [connection=unresolved] hears() client(maxRetriesPerRequest=5)']],
    ['a client without a limit', "import { Worker } from 'bullmq'; import { Redis } from 'ioredis'; new Worker('a', async () => 1, { connection: new Redis({ maxRetriesPerRequest: null }) });", ['bullmq worker a [connection=unresolved] hears() client(maxRetriesPerRequest=absent)']],
    ['a client with options from elsewhere', "import { Worker } from 'bullmq'; import Redis from 'ioredis'; import { o } from 'settings'; new Worker('a', async () => 1, { connection: new Redis(o) });", ['bullmq worker a [connection=unresolved] hears() client( ...)']],
    ['options from elsewhere', "import { Queue } from 'bullmq'; import { o } from 'settings'; const q = new Queue('a', { ...o });", ['bullmq queue a [ ...] hears()']],
    ['pg-boss of both kinds', "import PgBoss from 'pg-boss'; const boss = new PgBoss('postgres://h/d'); boss.on('error', f);", ['pg-boss boss absent [] hears(error)']],
    ['a worker of the browser', "const w = new Worker('a.js'); w.on('error', f);", []],
  ])('%s', async (_name, text, expected) => {
    const facts = await readFacts({ 'index.js': `${text}\nconst f = console.error;` }, 'index.js');
    expect(listOf(facts['queue.parts']).map(part)).toEqual(expected);
  });

  it('leaves scripts out', async () => {
    const facts = await readFacts({ 'index.js': "import http from 'http'; http.createServer().listen(1);", 'scripts/a.js': "import { Queue } from 'bullmq'; new Queue('a', {});" }, 'index.js');
    expect(listOf(facts['queue.parts'])).toEqual([]);
  });
});

describe('queues of NestJS', () => {
  const ROOT = "BullModule.forRoot({ connection: { host: 'h' }, defaultJobOptions: { attempts: 3 } });\n";
  it.each([
    ['shared options', `${ROOT}BullModule.registerQueue({ name: 'a' });`, ['bullmq queue a [name=a connection.host=h defaultJobOptions.attempts=3] hears() handed on']],
    ['options that replace them', `${ROOT}BullModule.registerQueue({ name: 'a', defaultJobOptions: { removeOnFail: 1 } });`, ['bullmq queue a [name=a defaultJobOptions.removeOnFail=1 connection.host=h] hears() handed on']],
    ['several queues', `${ROOT}BullModule.registerQueue({ name: 'a' }, { name: 'b' });`, ['a', 'b'].map((name) => `bullmq queue ${name} [name=${name} connection.host=h defaultJobOptions.attempts=3] hears() handed on`)],
    ['no options that all share', "BullModule.registerQueue({ name: 'a' });", ['bullmq queue a [name=a ...] hears() handed on']],
    ['a connection of its own', "BullModule.registerQueue({ name: 'a', connection: { host: 'h' } });", ['bullmq queue a [name=a connection.host=h] hears() handed on']],
    ['two sets of shared options', `${ROOT}BullModule.forRoot('other', { connection: {} }); BullModule.registerQueue({ name: 'a' });`, ['bullmq queue a [name=a ...] hears() handed on']],
    ['a queue of two modules', `${ROOT}BullModule.registerQueue({ name: 'a' }); BullModule.registerQueue({ name: 'a', prefix: 'p' });`, ['bullmq queue a [name=a name=a prefix=p connection.host=h defaultJobOptions.attempts=3] hears() handed on']],
    ['options from elsewhere', `${ROOT}import { o } from 'settings'; BullModule.registerQueue({ name: 'a', defaultJobOptions: { ...o } });`, ['bullmq queue a [name=a connection.host=h defaultJobOptions.attempts=3 ...] hears() handed on']],
    ['a factory', "BullModule.forRootAsync({ useFactory: (c) => ({ connection: { host: 'h' } }) }); BullModule.registerQueueAsync({ name: 'a', useFactory: () => ({ prefix: 'p' }) });", ['bullmq queue a [prefix=p connection.host=h] hears() handed on']],
    ['a factory with two results', "BullModule.forRootAsync({ useFactory: (c) => { if (c) return { connection: {} }; return {}; } }); BullModule.registerQueue({ name: 'a' });", ['bullmq queue a [name=a ...] hears() handed on']],
    ['a processor', "@Processor('a', { concurrency: 5 }) class A extends WorkerHost { @OnWorkerEvent('failed') b() {} @OnWorkerEvent({ eventName: 'error' }) c() {} }", ['bullmq worker a [concurrency=5] hears(failed error)']],
    ['a processor by options', "@Processor({ name: 'a' }) class A extends WorkerHost { d() { this.worker.on('failed', f); } }", ['bullmq worker a [] hears() handed on']],
    ['a listener', "@QueueEventsListener('a') class A extends QueueEventsHost { @OnQueueEvent('failed') b() {} }", ['bullmq events a [] hears(failed)']],
    ['a client for all', "import Redis from 'ioredis'; BullModule.forRoot({ connection: new Redis('redis://h') }); @Processor('a') class A extends WorkerHost {}", ['bullmq worker a [] hears() client()']],
    ['the client of its queue', "import Redis from 'ioredis'; BullModule.forRoot({ connection: new Redis('redis://h') }); BullModule.registerQueue({ name: 'a', connection: { host: 'h' } }); @Processor('a') class A extends WorkerHost {}", ['bullmq queue a [name=a connection.host=h] hears() handed on', 'bullmq worker a [] hears()']],
  ])('%s', async (_name, text, expected) => {
    const facts = await readFacts({ 'index.ts': `import { BullModule, Processor, WorkerHost, OnWorkerEvent, QueueEventsListener, QueueEventsHost, OnQueueEvent } from '@nestjs/bullmq';\n${text}\nconst f = console.error;` }, 'index.ts');
    expect(listOf(facts['queue.parts']).map(part)).toEqual(expected);
  });

  it.each([
    ['a parameter', "class A { constructor(@InjectQueue('a') private readonly q: Queue) {} b() { return this.q.add('c', {}, { attempts: 2 }); } }", [['add', 'a', 'attempts']]],
    ['a field', "class A { @InjectQueue('a') private q: Queue; b() { return this.q.addBulk([]); } }", [['addBulk', 'a', '']]],
    ['a name that nothing tells', "import { N } from 'names'; BullModule.registerQueue({ name: N.X }); class A { @InjectQueue(N.X) private q: Queue; b() { return this.q.add('c', {}); } }", [['add', 'unresolved', '']]],
    ['another queue', "class A { @InjectQueue('other') private q: Queue; b() { return this.q.add('c', {}); } }", []],
    ['a field that nobody hands over', "class A { private q: Queue; b() { return this.q.add('c', {}); } }", []],
  ])('called through %s', async (_name, text, expected) => {
    const facts = await readFacts({ 'index.ts': `import { BullModule, InjectQueue } from '@nestjs/bullmq'; import { Queue } from 'bullmq';\nBullModule.registerQueue({ name: 'a' });\n${text}` }, 'index.ts');
    const parts = listOf(facts['queue.parts']);
    const queueOf = (at: unknown): string => parts.filter((each) => JSON.stringify(each.at) === JSON.stringify(at)).map(({ name }) => valueOf(name)).join();
    expect(listOf(facts['queue.calls']).map(({ call, of, options }) => [call, queueOf(of), options.map(({ name }) => name).join()])).toEqual(expected);
  });

  it('leaves the older package alone, which is another library', async () => {
    const facts = await readFacts({ 'index.ts': "import { BullModule, Processor } from '@nestjs/bull'; BullModule.registerQueue({ name: 'a' }); @Processor('a') class A {}" }, 'index.ts');
    expect(listOf(facts['queue.parts'])).toEqual([]);
    expect(listOf(facts['queue.workers'])).toHaveLength(1);
  });

  it('reads files that only name the module, or only an injected queue', async () => {
    const facts = await readFacts({
      'index.ts': "import './app.module'; import './mail.service';", 'app.module.ts': "import { BullModule } from '@nestjs/bullmq'; BullModule.registerQueue({ name: 'a' });",
      'mail.service.ts': "import { InjectQueue } from '@nestjs/bullmq'; class A { @InjectQueue('a') q; b() { return this.q.add('c', {}); } }",
    }, 'index.ts');
    expect(listOf(facts['queue.calls']).map(({ call }) => call)).toEqual(['add']);
  });
});

describe('calls of queues', () => {
  const BOSS = "import PgBoss from 'pg-boss'; export const boss = new PgBoss('postgres://h/d');\n";
  it.each([
    ['a list', "boss.work('a', async (jobs) => { for (const job of jobs) job.data; });", ['work a one:false list:true']],
    ['one job', "boss.work('a', async (job) => { job.data; });", ['work a one:true list:false']],
    ['taken apart', "boss.work('a', async ([job]) => { job.data; });", ['work a']],
    ['a named handler', "boss.work('a', { batchSize: 2 }, handle); async function handle(job) { const { data } = job; }", ['work a one:true list:false']],
    ['handed on', "boss.work('a', async (job) => run(job));", ['work a one:false list:true']],
    ['sent', "boss.send(name, {});", ['send unresolved']],
    ['another object', "const other = { work() {} }; other.work('a', async (job) => job.data);", []],
  ])('%s', async (_name, code, expected) => {
    const facts = await readFacts({ 'index.js': BOSS + code }, 'index.js');
    expect(listOf(facts['queue.calls']).map(({ call, queue, handler }) => [call, valueOf(queue), ...(handler === undefined ? [] : [`one:${handler.readsOne}`, `list:${handler.readsList}`])].join(' '))).toEqual(expected);
  });

  it.each([
    ["import PgBoss from 'pg-boss'; new PgBoss('x');", ['default']], ["import { PgBoss } from 'pg-boss'; new PgBoss('x');", ['PgBoss']],
    ["const Boss = require('pg-boss'); new Boss('x');", ['default']], ["const { PgBoss } = require('pg-boss'); new PgBoss('x');", ['PgBoss']],
    ["import * as all from 'pg-boss'; new all.PgBoss('x');", ['*']],
  ])('%s', async (text, expected) => {
    const facts = await readFacts({ 'index.js': text }, 'index.js');
    expect(listOf(facts['queue.imports']).map(({ imported }) => imported)).toEqual(expected);
  });
});

const APP = "import express from 'express'; import { setTimeout } from 'timers/promises'; const app = express();\n";

describe('what a handler waits for', () => {
  it.each([
    ['a call', "app.get('/a', async (req, res) => { await fetch('https://x'); res.end(); });", ['GET /a: http']],
    ['a call for each', "app.post('/a', async (req, res) => { for (const i of req.body) await fetch('https://x'); });", ['POST /a: http each']],
    ['a call for each with map', "app.post('/a', async (req, res) => { await Promise.all(req.body.map(async (i) => fetch('https://x'))); });", ['POST /a: http each']],
    ['attempts', "app.post('/a', async (req, res) => { for (let i = 0; i < 3; i += 1) await fetch('https://x'); });", ['POST /a: http x3']],
    ['candidates', "app.post('/a', async (req, res) => { for (const h of hosts) { const r = await fetch(h); if (r.ok) break; } });", ['POST /a: http x1']],
    ['a state that is asked for', "app.post('/a', async (req, res) => { while (open) await setTimeout(1500); });", ['POST /a: sleep 1.5s until']],
    ['a function of the project', "const tell = async () => fetch('https://x'); app.post('/a', async (req, res) => { for (const i of req.body) await tell(i); res.send(1); });", ['POST /a: http each']],
    ['a stream', "app.get('/a', async (req, res) => { for (const i of list) res.write(await fetch('https://x')); });", []],
    ['its own host', "app.get('/a', async (req, res) => { await fetch('/b'); });", []],
    ['202 with headers', "app.post('/a', (req, res) => { queue.add('x', {}); res.status(202).location('/a/1').set('Retry-After', '5').end(); });", ['POST /a: 202 location retry-after starts']],
  ])('%s', async (_name, code, expected) => {
    const facts = await readFacts({ 'index.js': `${APP}${code}\napp.listen(1);` }, 'index.js');
    expect(listOf(facts['tasks.handlers']).map(({ name, effects, accepted, headers, starts }) =>
      [`${name}:`, ...effects.map(effectLine), ...(accepted === undefined ? [] : ['202']), ...[...headers].sort(), ...(starts ? ['starts'] : [])].join(' '))).toEqual(expected);
  });
});

it.each([
  ['a map', "const jobs = new Map(); app.post('/jobs', (req, res) => { jobs.set(1, 2); }); app.get('/jobs/:id', (req, res) => { res.json(jobs.get(req.params.id)); });", ['jobs']],
  ['an object', "const jobs = {}; app.post('/jobs', (req, res) => { jobs[req.body.id] = 2; }); app.get('/jobs/:id', (req, res) => { res.json(jobs[req.params.id]); });", ['jobs']],
  ['a list of all', "const jobs = []; app.post('/jobs', (req, res) => { jobs.push(2); }); app.get('/jobs', (req, res) => { res.json(jobs); });", []],
  ['prices', "const prices = new Map(); app.post('/prices', (req, res) => { prices.set(1, 2); }); app.get('/prices/:id', (req, res) => { res.json(prices.get(1)); });", []],
])('finds progress in memory: %s', async (_name, code, expected) => {
  const facts = await readFacts({ 'index.js': `${APP}${code}\napp.listen(1);` }, 'index.js');
  expect(listOf(facts['tasks.states']).map(({ name }) => name)).toEqual(expected);
});

it.each([
  ['node-cron', "import cron from 'node-cron'; cron.schedule('* * * * *', async () => { for (const i of all) await fetch('https://x'); });", ['node-cron http each']],
  ['a named job', "import { CronJob } from 'cron'; async function sweep() {} CronJob.from({ cronTime: '*', onTick: sweep });", ['cron sweep']],
  ['a timer behind a lock', "import { isLeader } from './leader.js'; setInterval(async () => { if (isLeader()) await fetch('https://x'); }, 1000);", ['setInterval http chosen']],
  ['Nest', "import { Cron } from '@nestjs/schedule'; export class A { @Cron('* * * * *') async sweep() { await fetch('https://x'); } }", ['@nestjs/schedule sweep http']],
])('reads timers: %s', async (_name, text, expected) => {
  const facts = await readFacts({ 'index.ts': text }, 'index.ts');
  expect(listOf(facts['tasks.timers']).map(({ library, job, effects, isChosen }) => [library, ...(job === undefined ? [] : [job]), ...effects.map(effectLine), ...(isChosen ? ['chosen'] : [])].join(' '))).toEqual(expected);
});

it('reads measures, and what looks at statements', async () => {
  const facts = await readFacts({ 'index.js': "import { Gauge } from 'prom-client'; import { PrismaClient } from '@prisma/client'; new Gauge({ name: 'pool_in_use', help: 'x' }); const p = new PrismaClient(); p.$on('query', console.log); import express from 'express'; express().listen(1);" }, 'index.js');
  expect(listOf(facts['metrics.instruments']).map(({ type, name }) => `${type} ${name}`)).toEqual(['gauge pool_in_use']);
  expect(listOf(facts['database.statementTimings'])).toHaveLength(1);
});
