import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { Change } from '../../../src/model/change.ts';
import { makeProject } from '../../support/cli.ts';
import { HANG_LIMIT } from '../../support/hang-limit.ts';
import { makeIn } from '../../support/planned.ts';
import { startPostgres, type Postgres } from '../../support/real-postgres.ts';
import { startRedis, WITHOUT_REDIS, type RealRedis } from '../../support/real-redis.ts';
import { freePort, linkModules, listening, PYTHON, pythonTool, start, stop, WITHOUT_NODE, WITHOUT_POSTGRES, WITHOUT_PYTHON, type Running } from '../../support/real-tools.ts';

/** Jobs of the templates: two web processes and a worker on the real queue. */
interface JobCase {
  readonly files: Readonly<Record<string, string>>;
  readonly changes: readonly Change[];
  /** Files of which a part gives way: the work that is to be filled in, and what would take too long here. */
  readonly filled: readonly (readonly [path: string, written: string, by: string])[];
  readonly web: readonly [program: string, ...words: string[]];
  readonly worker: readonly [program: string, ...words: string[]];
  readonly isMissing: boolean;
}

const EXPRESS = {
  'package.json': '{ "name": "app", "type": "module", "dependencies": { "express": "5", "bullmq": "5", "pg-boss": "10" } }\n', Procfile: 'web: node app.js\n',
  'app.js': 'import express from "express";\nimport { jobs } from "./job-queue.js";\n\nconst app = express();\napp.use("/jobs", express.json(), jobs);\napp.listen(Number(process.env.PORT), "127.0.0.1");\n',
};
const NODE_WORK = 'if (job.data.fails) throw new Error("broken");\n  console.log("worked on", job.data.name);\n  return { name: job.data.name };';

const CASES: Readonly<Record<string, JobCase>> = {
  'arq and FastAPI': {
    files: {
      'requirements.txt': 'fastapi\nuvicorn\narq\n', Procfile: 'web: uvicorn app:app\n',
      'app.py': 'from fastapi import FastAPI\n\nfrom job_queue import router\n\napp = FastAPI()\napp.include_router(router)\n',
    },
    changes: [{ kind: 'create-file', template: 'arq/jobs.py', path: 'job_queue.py', with: { module: 'job_queue' } }],
    filled: [['job_queue.py', 'raise NotImplementedError("put the work here")', 'if data.get("fails"):\n        raise ValueError("broken")\n    print("worked on", data["name"], flush=True)\n    return {"name": data["name"]}']],
    web: [PYTHON, '-m', 'uvicorn', 'app:app', '--port', 'PORT'], worker: [pythonTool('arq'), 'job_queue.WorkerSettings'], isMissing: WITHOUT_PYTHON || WITHOUT_REDIS,
  },
  'BullMQ and Express': {
    files: EXPRESS,
    changes: [{ kind: 'create-file', template: 'bullmq/jobs.js', path: 'job-queue.js' }, { kind: 'create-file', template: 'bullmq/worker.js', path: 'job-worker.js' }],
    filled: [['job-worker.js', 'throw new Error(`put the work of ${job.name} here`);', NODE_WORK], ['job-queue.js', 'attempts: 3', 'attempts: 1']],
    web: [process.execPath, 'app.js'], worker: [process.execPath, 'job-worker.js'], isMissing: WITHOUT_NODE || WITHOUT_REDIS,
  },
  'pg-boss and Express': {
    files: EXPRESS,
    changes: [{ kind: 'create-file', template: 'pg-boss/jobs.js', path: 'job-queue.js', with: { binding: 'PgBoss' } }, { kind: 'create-file', template: 'pg-boss/worker.js', path: 'job-worker.js' }],
    filled: [['job-worker.js', 'throw new Error(`put the work of job ${job.id} here`);', NODE_WORK], ['job-queue.js', 'retryLimit: 2', 'retryLimit: 0']],
    web: [process.execPath, 'app.js'], worker: [process.execPath, 'job-worker.js'], isMissing: WITHOUT_NODE || WITHOUT_POSTGRES,
  },
};

describe('jobs on real queues (skipped until node scripts/setup-tools.mjs installed Redis, PostgreSQL and the libraries)', () => {
  let redis: RealRedis | undefined;
  let postgres: Postgres | undefined;
  beforeAll(async () => {
    if (!WITHOUT_REDIS) redis = await startRedis();
    if (!WITHOUT_POSTGRES) postgres = await startPostgres();
  });
  afterAll(async () => { await Promise.all([redis?.stop(), postgres?.stop()]); });

  for (const [index, [name, one]] of Object.entries(CASES).entries()) {
    test.skipIf(one.isMissing)(`${name}: a job survives its web process, two processes answer alike, and a key starts one job`, async () => {
      await inProject(one, { REDIS_URL: `${redis?.url ?? ''}/${index}`, DATABASE_URL: postgres?.url ?? '' }, async ({ boot, work }) => {
        const [first, second] = [await boot(), await boot()];
        const started = await ask(first.port, '/jobs', { name: 'tides' }, 'tides-1');
        expect([started.status, started.retry, started.body.state]).toEqual([202, '5', 'queued']);
        const place = started.location ?? '';
        expect(place).toBe(`/jobs/${started.body.job}`);
        first.running.process.kill('SIGKILL');
        expect((await ask(second.port, place)).body.state).toBe('queued');
        const third = await boot();
        // The same key starts nothing, before and after the job is done.
        expect((await ask(third.port, '/jobs', { name: 'tides' }, 'tides-1')).body.job).toBe(started.body.job);
        const worker = work();
        const done = await over(second.port, place, worker);
        expect(done.body).toEqual({ job: started.body.job, state: 'done', result: { name: 'tides' } });
        expect((await ask(third.port, place)).body).toEqual(done.body);
        expect(done.retry).toBeNull();
        expect((await ask(third.port, '/jobs', { name: 'tides' }, 'tides-1')).body.state).toBe('done');
        expect(worker.printed().match(/worked on/g)).toHaveLength(1);
        expect((await ask(second.port, '/jobs/11111111-1111-1111-1111-111111111111')).status).toBe(404);
      });
    });

    test.skipIf(one.isMissing)(`${name}: a job that fails says so`, async () => {
      await inProject(one, { REDIS_URL: `${redis?.url ?? ''}/${index + 5}`, DATABASE_URL: postgres?.url ?? '' }, async ({ boot, work }) => {
        const { port } = await boot();
        const started = await ask(port, '/jobs', { fails: true }, 'tides-2');
        expect((await over(port, started.location ?? '', work())).body).toEqual({ job: started.body.job, state: 'failed', result: null });
      });
    });
  }
});

interface Answer {
  readonly status: number;
  readonly retry: string | null;
  readonly location: string | null;
  readonly body: { readonly job: string; readonly state: string; readonly result?: unknown };
}

async function ask(port: number, path: string, data?: unknown, key = ''): Promise<Answer> {
  const sent = data === undefined ? {} : { method: 'POST', body: JSON.stringify(data), headers: { 'content-type': 'application/json', 'idempotency-key': key } };
  const response = await fetch(`http://127.0.0.1:${port}${path}`, sent);
  return { status: response.status, retry: response.headers.get('retry-after'), location: response.headers.get('location'), body: await response.json() as Answer['body'] };
}

/** The answer once the job is done or has failed. */
async function over(port: number, path: string, worker: Running): Promise<Answer> {
  for (const end = performance.now() + HANG_LIMIT; performance.now() < end;) {
    const answer = await ask(port, path);
    if (answer.body.state === 'done' || answer.body.state === 'failed') return answer;
    expect(['queued', 'running']).toContain(answer.body.state);
    await new Promise((resolve) => { setTimeout(resolve, 200); });
  }
  throw new Error(`the job is not over:\n${worker.printed()}`);
}

interface Programs {
  readonly boot: () => Promise<{ readonly port: number; readonly running: Running }>;
  readonly work: () => Running;
}

async function inProject(one: JobCase, variables: Readonly<Record<string, string>>, use: (programs: Programs) => Promise<void>): Promise<void> {
  const { root, remove } = makeProject(one.files);
  const programs: Running[] = [];
  const run = ([program, ...words]: JobCase['web'], port = 0): Running => {
    const running = start(program, words.map((word) => word.replace('PORT', String(port))), { cwd: root, env: { ...process.env, ...variables, PORT: String(port) } });
    programs.push(running);
    return running;
  };
  try {
    for (const change of one.changes) await makeIn(root, change);
    for (const [path, written, by] of one.filled) {
      const text = readFileSync(join(root, path), 'utf8');
      expect(text).toContain(written);
      writeFileSync(join(root, path), text.replace(written, () => by));
    }
    if (one.web[0] !== PYTHON) linkModules(root);
    await use({
      boot: async () => {
        const port = await freePort();
        const running = run(one.web, port);
        await listening(running, port);
        return { port, running };
      },
      work: () => run(one.worker),
    });
  } finally {
    for (const running of programs) await stop(running);
    remove();
  }
}
