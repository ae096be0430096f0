import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { makeProject } from '../../support/cli.ts';
import { startRedis, WITHOUT_REDIS, type RealRedis } from '../../support/real-redis.ts';
import { eventually } from '../../support/eventually.ts';
import { linkModules, run, start, WITHOUT_NODE } from '../../support/real-tools.ts';

/** What queue/bullmq-* and queue/worker-* rest on: BullMQ on a real Redis. */
const IS_MISSING = WITHOUT_NODE || WITHOUT_REDIS;
const HEAD = "import { Queue, QueueEvents, Worker } from 'bullmq';\nimport IORedis from 'ioredis';\nconst url = process.env.REDIS_URL;\nconst pause = (time) => new Promise((done) => { setTimeout(done, time); });\n";

let redis: RealRedis | undefined;
const project = IS_MISSING ? undefined : makeProject({ 'package.json': '{ "type": "module" }\n' });
beforeAll(async () => {
  if (project === undefined) return;
  linkModules(project.root);
  redis = await startRedis();
});
afterAll(async () => {
  await redis?.stop();
  project?.remove();
});

const environment = () => ({ cwd: project?.root ?? '', env: { ...process.env, REDIS_URL: redis?.url ?? '' } });

function written(name: string, code: string): string {
  writeFileSync(join(project?.root ?? '', name), HEAD + code);
  return name;
}

test.skipIf(IS_MISSING)('a worker and QueueEvents refuse a client that gives commands up, a queue takes it', async () => {
  const printed = await run(process.execPath, [written('client.js', `
const made = (make) => { try { make(); return 'made'; } catch (error) { return error.message; } };
console.log(made(() => new Worker('a', async () => 1, { connection: new IORedis(url) })));
console.log(made(() => new QueueEvents('a', { connection: new IORedis(url, { maxRetriesPerRequest: 3 }) })));
console.log(made(() => new Worker('a', async () => 1, { connection: new IORedis(url, { maxRetriesPerRequest: null }), autorun: false })));
console.log(made(() => new Worker('a', async () => 1, { connection: { url }, autorun: false })));
console.log(made(() => new Queue('a', { connection: new IORedis(url) })));
process.exit(0);
`)], environment());
  const refused = 'BullMQ: Your redis options maxRetriesPerRequest must be null.';
  expect(printed.split('\n').filter((line) => line === refused || line === 'made')).toEqual([refused, refused, 'made', 'made', 'made']);
});

test.skipIf(IS_MISSING)('jobs that are over are kept unless a limit is given, and one that fails is tried once and says nothing', async () => {
  const printed = await run(process.execPath, [written('kept.js', `
const connection = { url };
const work = async (job) => { if (job.name === 'bad') throw new Error('broken'); };
const [kept, limited] = [new Queue('kept', { connection }), new Queue('limited', { connection, defaultJobOptions: { removeOnComplete: 2, removeOnFail: 1 } })];
for (const queue of [kept, limited]) for (let index = 0; index < 5; index += 1) await queue.add(index < 3 ? 'good' : 'bad', {});
const workers = ['kept', 'limited'].map((name) => new Worker(name, work, { connection }));
for (const queue of [kept, limited]) while ((await queue.getJobCountByTypes('waiting', 'active')) > 0) await pause(50);
for (const queue of [kept, limited]) console.log(queue.name, await queue.getCompletedCount(), await queue.getFailedCount());
console.log('attempts', (await kept.getFailed())[0].attemptsMade);
await Promise.all(workers.map((worker) => worker.close()));
process.exit(0);
`)], environment());
  expect(printed).toBe('kept 3 2\nlimited 2 1\nattempts 1\n');
});

test.skipIf(IS_MISSING)('SIGTERM cuts a job off, and close() lets it finish', async () => {
  const program = (name: string, handler: string) => written(name, `
const queue = new Queue('${name}', { connection: { url } });
await queue.add('slow', {});
let isTold = false;
const worker = new Worker('${name}', async () => { console.log('begun'); while (!isTold) await pause(20); console.log('finished'); }, { connection: { url } });
${handler}
`);
  const printed = async (name: string, handler: string) => {
    const running = start(process.execPath, [program(name, handler)], environment());
    await eventually(() => running.printed().includes('begun'), running.printed);
    running.process.kill('SIGTERM');
    await running.ended;
    return running.printed();
  };
  expect(await printed('cut.js', '')).toBe('begun\n');
  expect(await printed('closed.js', "process.on('SIGTERM', async () => { const closed = worker.close(); isTold = true; await closed; process.exit(0); });")).toBe('begun\nfinished\n');
});
