import { tmpdir } from 'node:os';
import { mkdtempSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import type { Change } from '../../../src/model/change.ts';
import { makeProject } from '../../support/cli.ts';
import { makeIn } from '../../support/planned.ts';
import { freePort, linkModules, listening, nodeTool, PYTHON, run, start, stop, WITHOUT_NODE, WITHOUT_PYTHON, type Running } from '../../support/real-tools.ts';
import { childrenOf } from '../../support/workers.ts';

/** Metrics on their real servers: every request is counted, whichever process answers, and by the route's template. */
const TOKEN = 'only-for-this-test';

interface RealCase {
  readonly files: Readonly<Record<string, string>>;
  readonly changes: readonly [Change, ...Change[]];
  /** Words after the program; PORT stands for the port. */
  readonly command: readonly string[];
  /** The route's template, as the framework writes it. */
  readonly route: string;
}

const metrics = (template: string): Change => ({ kind: 'insert', template, after: 'web.app', with: { path: '/metrics' } });
const timing = (template: string): Change => ({ kind: 'insert', template, after: 'web.app', with: { every: 1 } });
const WORKERS: Change = { kind: 'create-file', template: 'gunicorn/metrics.conf.py', path: 'gunicorn.conf.py' };

const FASTAPI = 'import time\n\nfrom fastapi import FastAPI\n\napi = FastAPI()\n\n\n@api.get("/numbers/{number}")\nasync def number(number: int):\n    return number\n';
const FLASK = 'from flask import Flask\n\n\ndef create_app():\n  app = Flask(__name__)\n\n  @app.get("/numbers/<int:number>")\n  def number(number):\n    return str(number)\n\n  return app\n';
const EXPRESS = "import express from 'express'\n\nconst app = express()\napp.get('/numbers/:number', (request, response) => response.send(request.params.number))\napp.listen(process.env.PORT, '127.0.0.1')\n";
const COMMON = "const express = require('express')\nconst app = express()\nconst numbers = express.Router()\nnumbers.get('/:number', (request, response) => response.send(request.params.number))\napp.use('/numbers', numbers)\napp.listen(process.env.PORT, '127.0.0.1')\n";

const PYTHON_CASES: Readonly<Record<string, RealCase>> = {
  'FastAPI, two workers of gunicorn': {
    files: { 'requirements.txt': 'fastapi\ngunicorn\n', Procfile: 'web: gunicorn app:api\n', 'app.py': FASTAPI },
    changes: [metrics('fastapi/metrics.py'), WORKERS], route: '/numbers/{number}',
    command: ['-m', 'gunicorn', 'app:api', '-w', '2', '-k', 'uvicorn_worker.UvicornWorker', '--bind', '127.0.0.1:PORT'],
  },
  'Flask, two workers with threads': {
    files: { 'requirements.txt': 'flask\ngunicorn\n', Procfile: 'web: gunicorn "app:create_app()"\n', 'app.py': FLASK },
    changes: [metrics('flask/metrics.py'), WORKERS], route: '/numbers/<int:number>',
    command: ['-m', 'gunicorn', 'app:create_app()', '-w', '2', '-k', 'gthread', '--threads', '4', '--bind', '127.0.0.1:PORT'],
  },
  'Flask, loaded before the workers fork': {
    files: { 'requirements.txt': 'flask\ngunicorn\n', Procfile: 'web: gunicorn "app:create_app()"\n', 'app.py': FLASK },
    changes: [metrics('flask/metrics.py'), WORKERS], route: '/numbers/<int:number>',
    command: ['-m', 'gunicorn', 'app:create_app()', '-w', '2', '--preload', '--bind', '127.0.0.1:PORT'],
  },
  'FastAPI, one process of uvicorn': {
    files: { 'requirements.txt': 'fastapi\nuvicorn\n', Procfile: 'web: uvicorn app:api\n', 'app.py': FASTAPI },
    changes: [metrics('fastapi/metrics.py')], route: '/numbers/{number}', command: ['-m', 'uvicorn', 'app:api', '--port', 'PORT'],
  },
};

const NODE_CASES: Readonly<Record<string, RealCase>> = {
  'Express, a module': {
    files: { 'package.json': '{ "name": "app", "type": "module", "dependencies": { "express": "5" } }\n', Procfile: 'web: node app.js\n', 'app.js': EXPRESS },
    changes: [metrics('express/metrics.js')], route: '/numbers/:number', command: ['app.js'],
  },
  'Express with require and a router': {
    files: { 'package.json': '{ "name": "app", "dependencies": { "express": "5" } }\n', Procfile: 'web: node app.js\n', 'app.js': COMMON },
    changes: [metrics('express/metrics.js')], route: '/numbers/:number', command: ['app.js'],
  },
};

/** Asks on a connection of its own each time, so that all workers get some. */
async function ask(port: number, path: string, headers: Readonly<Record<string, string>> = {}): Promise<readonly [number, string]> {
  const response = await fetch(`http://127.0.0.1:${port}${path}`, { headers: { connection: 'close', ...headers } });
  return [response.status, await response.text()];
}

/** What /metrics says of a route, several times, so that every worker is asked. */
async function counted(port: number, route: string): Promise<readonly number[]> {
  const answers = [];
  for (let attempt = 0; attempt < 12; attempt += 1) answers.push((await ask(port, '/metrics', { authorization: `Bearer ${TOKEN}` }))[1]);
  const line = new RegExp(`^http_request_duration_seconds_count\\{method="GET",route="${route.replaceAll(/[/{}<>:]/g, '\\$&')}",status="200"\\} (\\S+)$`, 'm');
  return [...new Set(answers.map((answer) => Number(line.exec(answer)?.[1])))];
}

async function served(program: string, one: RealCase, judge: (server: Running, port: number) => Promise<void>, prepare: (root: string) => void = () => undefined, variables: Readonly<Record<string, string>> = {}): Promise<void> {
  const { root, remove } = makeProject(one.files);
  const folder = mkdtempSync(join(tmpdir(), 'metrics-'));
  const port = await freePort();
  try {
    for (const change of one.changes) await makeIn(root, change);
    prepare(root);
    const isMany = one.changes.includes(WORKERS);
    const server = start(program, one.command.map((word) => word.replace('PORT', String(port))), {
      cwd: root, env: { ...process.env, PORT: String(port), METRICS_TOKEN: TOKEN, ...(isMany ? { PROMETHEUS_MULTIPROC_DIR: folder } : {}), ...variables },
    });
    try {
      await listening(server, port);
      await judge(server, port);
    } finally {
      await stop(server);
    }
  } finally {
    remove();
    rmSync(folder, { recursive: true, force: true });
  }
}

async function asked(port: number, times: number): Promise<void> {
  for (let index = 0; index < times; index += 1) expect((await ask(port, `/numbers/${index}`))[0]).toBe(200);
}

/** A request is counted once its answer is sent, which is after the client has it. */
const hasCounted = (port: number, route: string, times: number) => expect.poll(() => counted(port, route)).toEqual([times]);

describe('metrics count every request (skipped until node scripts/setup-tools.mjs made .venv and .tools)', () => {
  test.skipIf(WITHOUT_PYTHON).each(Object.entries(PYTHON_CASES))('%s', async (_, one) => {
    await served(PYTHON, one, async (server, port) => {
      await asked(port, 200);
      await hasCounted(port, one.route, 200);
      const [first] = childrenOf(server);
      if (one.changes.includes(WORKERS) && first !== undefined) {
        // A worker that is gone leaves what it counted, and its successor goes on.
        process.kill(first, 'SIGKILL');
        await expect.poll(() => childrenOf(server).filter((pid) => pid !== first).length).toBe(2);
        await asked(port, 40);
        await hasCounted(port, one.route, 240);
      }
      expect((await ask(port, '/metrics'))[0]).toBe(401);
      expect((await ask(port, '/nowhere/1'))[0]).toBe(404);
    });
  });

  test.skipIf(WITHOUT_NODE).each(Object.entries(NODE_CASES))('%s', async (_, one) => {
    await served(process.execPath, one, async (_server, port) => {
      await asked(port, 200);
      await hasCounted(port, one.route, 200);
      expect((await ask(port, '/metrics'))[0]).toBe(401);
    }, linkModules);
  });

  const ONE_EACH = { ...NODE_CASES, 'FastAPI, one process of uvicorn': PYTHON_CASES['FastAPI, one process of uvicorn'], 'Flask, two workers with threads': PYTHON_CASES['Flask, two workers with threads'] } as Readonly<Record<string, RealCase>>;
  test.skipIf(WITHOUT_PYTHON || WITHOUT_NODE).each(Object.entries(ONE_EACH))('%s shows nobody anything while METRICS_TOKEN is empty', async (_, one) => {
    await served(one.command[0] === '-m' ? PYTHON : process.execPath, one, async (_server, port) => {
      for (const headers of [{}, { authorization: 'Bearer ' }, { authorization: 'Bearer undefined' }]) expect((await ask(port, '/metrics', headers as Record<string, string>))[0]).toBe(401);
    }, one.command[0] === '-m' ? undefined : linkModules, { METRICS_TOKEN: '' });
  });

  test.skipIf(WITHOUT_PYTHON)('what an earlier start counted is not counted again', async () => {
    const folder = mkdtempSync(join(tmpdir(), 'metrics-'));
    const one = PYTHON_CASES['Flask, two workers with threads'] as RealCase;
    try {
      for (const times of [3, 2]) {
        await served(PYTHON, one, async (_server, port) => {
          await asked(port, times);
          await hasCounted(port, one.route, times);
        }, undefined, { PROMETHEUS_MULTIPROC_DIR: folder });
      }
    } finally {
      rmSync(folder, { recursive: true, force: true });
    }
  });
});

const TIMED: Readonly<Record<string, RealCase>> = {
  fastapi: { ...PYTHON_CASES['FastAPI, one process of uvicorn'] as RealCase, changes: [timing('fastapi/request-timing.py')] },
  flask: { ...PYTHON_CASES['Flask, two workers with threads'] as RealCase, changes: [timing('flask/request-timing.py')] },
  express: { ...NODE_CASES['Express, a module'] as RealCase, changes: [timing('express/request-timing.js')] },
};

const TYPED: Readonly<Record<string, string>> = {
  'package.json': '{ "name": "app", "type": "module", "scripts": { "start": "node app.ts" }, "dependencies": { "express": "5" } }\n',
  'tsconfig.json': '{ "compilerOptions": { "module": "nodenext", "target": "es2022", "strict": true, "skipLibCheck": true, "types": ["node"], "noEmit": true } }\n',
  'app.ts': "import express from 'express';\n\nconst app = express();\n\napp.get('/', (_request, response) => {\n  response.send('ok');\n});\n\napp.listen(Number(process.env.PORT));\n",
};

test.skipIf(WITHOUT_NODE).each([metrics('express/metrics.js'), timing('express/request-timing.js')])('%o is right in strict TypeScript', async (change) => {
  const { root, remove } = makeProject(TYPED);
  try {
    await makeIn(root, change);
    linkModules(root);
    expect(await run(nodeTool('tsc'), [], { cwd: root })).toBe('');
  } finally {
    remove();
  }
});

describe('request timing logs percentiles', () => {
  test.skipIf(WITHOUT_PYTHON || WITHOUT_NODE).each(Object.entries(TIMED))('%s', async (name, one) => {
    await served(name === 'express' ? process.execPath : PYTHON, one, async (server, port) => {
      const lines = () => server.printed().split('\n').filter((line) => line.includes('request timing'));
      // A process tells at the first request after a second: whichever gets them all gets one then.
      for (const told = () => lines().length > 0; !told();) await asked(port, 10);
      const line = JSON.parse(lines()[0] ?? '') as Record<string, unknown>;
      expect(line).toMatchObject({ level: 'info', message: 'request timing', requests: expect.any(Number), p50_ms: expect.any(Number), p99_ms: expect.any(Number) });
      expect([server.process.pid, ...childrenOf(server)]).toContain(line['process']);
    }, name === 'express' ? linkModules : undefined);
  });
});
