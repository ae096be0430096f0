import { readFileSync, writeFileSync } from 'node:fs';
import { get } from 'node:http';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { describe, expect, test } from 'vitest';
import type { Change } from '../../../src/model/change.ts';
import { makeProject } from '../../support/cli.ts';
import { eventually } from '../../support/eventually.ts';
import { makeIn } from '../../support/planned.ts';
import { accepts, freePort, linkModules, listening, nodeTool, PYTHON, run, start, stop, WITHOUT_NODE, WITHOUT_PYTHON, type Running } from '../../support/real-tools.ts';

/** A request in flight when SIGTERM arrives is still answered, nobody new is let in, and the process ends with 0. */
interface RealCase {
  readonly files: Readonly<Record<string, string>>;
  readonly change: Change;
  readonly command: readonly string[];
  /** What the file is to hold after the change. */
  readonly holds?: readonly [string, string];
  /** How it ends, where that is not with 0. */
  readonly end?: NodeJS.Signals;
  /** True where the system still takes connections for it, which nobody answers then. */
  readonly isHeld?: boolean;
  /** True where it waits until a connection that nobody uses has been idle for its time. */
  readonly waitsForIdle?: boolean;
}

/** Says that it has begun, and takes until the file `gate` is there. */
const SLOW = "console.log('begun'); while (!(await import('node:fs')).existsSync('gate')) await new Promise((resolve) => setTimeout(resolve, 20));";
const SLOW_PYTHON = (pause: string): string => `    print("begun", flush=True)\n    while not os.path.exists("gate"):\n        ${pause}\n    return "done"\n`;
/** Idle connections are kept as good as for ever, so that a server which waits for them never ends. */
const GUNICORN = ['-m', 'gunicorn', 'app:app', '--keep-alive', '3600', '--graceful-timeout', '3600'];
const IDLE = `--import=data:text/javascript,${encodeURIComponent(`import { Server } from 'node:http';
const { listen } = Server.prototype;
Server.prototype.listen = function (...words) { this.keepAliveTimeout = 3_600_000; return listen.apply(this, words); };`)}`;
const PACKAGE = '{ "name": "app", "type": "module", "dependencies": { "express": "5", "fastify": "5", "hono": "4" } }\n';

const NODE_CASES: Readonly<Record<string, RealCase>> = {
  'Express without a name for its server': {
    files: {
      'package.json': PACKAGE, Procfile: 'web: node app.js\n',
      'app.js': `import express from 'express'\n\nconst app = express()\napp.get('/slow', async (request, response) => { ${SLOW} response.send('done') })\napp.listen(process.env.PORT, '127.0.0.1') // open\n`,
    },
    change: { kind: 'insert', template: 'node/graceful-shutdown.js', after: 'web.listens' }, command: ['app.js'],
    holds: ['app.js', "const server = app.listen(process.env.PORT, '127.0.0.1') // open\n\nfor (const signal of ['SIGTERM', 'SIGINT']) {"],
  },
  'a plain server of node': {
    files: {
      'package.json': PACKAGE, Procfile: 'web: node app.js\n',
      'app.js': `import { createServer } from "node:http";\nconst web = createServer(async (request, response) => { ${SLOW} response.end("done"); });\nweb.listen(Number(process.env.PORT), "127.0.0.1");`,
    },
    change: { kind: 'insert', template: 'node/graceful-shutdown.js', after: 'web.listens' }, command: ['app.js'],
    holds: ['app.js', '    web.close(() => process.exit());'],
  },
  'Hono on node': {
    files: {
      'package.json': PACKAGE, Procfile: 'web: node app.js\n',
      'app.js': `import { serve } from "@hono/node-server";\nimport { Hono } from "hono";\n\nconst app = new Hono();\napp.get("/slow", async (c) => { ${SLOW} return c.text("done"); });\nserve({ fetch: app.fetch, port: Number(process.env.PORT), hostname: "127.0.0.1" });\n`,
    },
    change: { kind: 'insert', template: 'node/graceful-shutdown.js', after: 'web.listens' }, command: ['app.js'],
    holds: ['app.js', 'const server = serve('],
  },
  Fastify: {
    files: {
      'package.json': PACKAGE, Procfile: 'web: node app.js\n',
      'app.js': `import Fastify from "fastify";\nconst app = Fastify();\napp.get("/slow", async () => { ${SLOW} return "done"; });\nawait app.listen({ port: Number(process.env.PORT), host: "127.0.0.1" });\n`,
    },
    change: { kind: 'insert', template: 'fastify/graceful-shutdown.js', after: 'web.app' }, command: ['app.js'],
  },
  Nest: {
    files: {
      'package.json': '{ "name": "app", "dependencies": { "@nestjs/core": "11", "@nestjs/common": "11" } }\n', Procfile: 'web: node dist/main.js\n',
      'tsconfig.json': '{ "compilerOptions": { "module": "commonjs", "target": "es2022", "experimentalDecorators": true, "emitDecoratorMetadata": true, "strict": true, "skipLibCheck": true, "types": ["node"], "rootDir": "src", "outDir": "dist" } }\n',
      'src/main.ts': `import { Controller, Get, Module } from '@nestjs/common';\nimport { NestFactory } from '@nestjs/core';\n\n@Controller('slow')\nclass SlowController {\n  @Get()\n  async slow() { ${SLOW} return 'done'; }\n}\n\n@Module({ controllers: [SlowController] })\nclass AppModule {}\n\nasync function bootstrap() {\n  const app = await NestFactory.create(AppModule);\n  await app.listen(Number(process.env.PORT), '127.0.0.1');\n}\nvoid bootstrap();\n`,
    },
    change: { kind: 'insert', template: 'nest/shutdown-hooks.ts', after: 'web.app' }, command: ['dist/main.js'], end: 'SIGTERM', waitsForIdle: true,
  },
};

const PYTHON_CASES: Readonly<Record<string, RealCase>> = {
  'gunicorn for WSGI': {
    files: {
      'requirements.txt': 'flask\ngunicorn\n', Procfile: 'web: gunicorn app:app\n',
      'app.py': `import os\nimport time\n\nfrom flask import Flask\n\napp = Flask(__name__)\n\n\n@app.get("/slow")\ndef slow():\n${SLOW_PYTHON('time.sleep(0.02)')}`,
    },
    change: { kind: 'create-file', template: 'gunicorn/wsgi.conf.py', path: 'gunicorn.conf.py', with: { workers: 2, threads: 4 } }, command: [...GUNICORN], isHeld: true,
  },
  'gunicorn for ASGI': {
    files: {
      'requirements.txt': 'fastapi\ngunicorn\nuvicorn-worker\n', Procfile: 'web: gunicorn app:app\n',
      'app.py': `import asyncio\nimport os\n\nfrom fastapi import FastAPI\nfrom fastapi.responses import PlainTextResponse\n\napp = FastAPI()\n\n\n@app.get("/slow", response_class=PlainTextResponse)\nasync def slow():\n${SLOW_PYTHON('await asyncio.sleep(0.02)')}`,
    },
    change: { kind: 'create-file', template: 'gunicorn/asgi.conf.py', path: 'gunicorn.conf.py', with: { workers: 2 } }, command: [...GUNICORN],
  },
};

/** A request with a connection of its own, which is closed after it. */
function ask(port: number, path: string): Promise<number | undefined> {
  return new Promise((resolve, reject) => {
    get({ host: '127.0.0.1', port, path, agent: false }, (response) => { response.resume().on('end', () => resolve(response.statusCode)); }).on('error', reject);
  });
}

/** Asks for what is slow, and waits until the program has begun with it. */
async function begun(server: Running, port: number): Promise<{ readonly answer: Promise<string> }> {
  const answer = fetch(`http://127.0.0.1:${port}/slow`).then((response) => response.text());
  answer.catch(() => undefined); // awaited later
  await eventually(() => server.printed().includes('begun'), server.printed);
  return { answer };
}

/** Asks until a request stays without an answer, and gives how that one ends. */
async function unanswered(port: number): Promise<{ readonly end: Promise<string> }> {
  for (;;) {
    const end = ask(port, '/').then(() => 'answered', () => 'refused');
    if (await Promise.race([end, pause(3_000)]) !== 'answered') return { end };
  }
}

async function answersTheLastRequest(server: Running, port: number, { one, root }: { readonly one: RealCase; readonly root: string }): Promise<void> {
  const { answer } = await begun(server, port);
  server.process.kill('SIGTERM');
  if (one.isHeld !== true) await eventually(async () => !await accepts(port), () => 'a new connection is let in');
  const late = one.isHeld === true ? await unanswered(port) : undefined;
  writeFileSync(join(root, 'gate'), '');
  expect(await answer).toBe('done');
  if (late !== undefined) expect(await late.end, 'a new connection is let in').toBe('refused');
  // Nest hands the signal on to itself once it is done, which is how others see that it obeyed.
  expect(await server.ended, server.printed()).toBe(one.end ?? 0);
}

async function endsWell(program: string, one: RealCase, prepare: (root: string) => Promise<void>): Promise<void> {
  const { root, remove } = makeProject(one.files);
  const port = await freePort();
  try {
    await makeIn(root, one.change);
    await prepare(root);
    if (one.holds !== undefined) expect(readFileSync(`${root}/${one.holds[0]}`, 'utf8')).toContain(one.holds[1]);
    const server = start(program, one.command, { cwd: root, env: { ...process.env, PORT: String(port), ...(one.waitsForIdle === true ? {} : { NODE_OPTIONS: IDLE }) } });
    try {
      await listening(server, port);
      await answersTheLastRequest(server, port, { one, root });
    } finally {
      await stop(server);
    }
  } finally {
    remove();
  }
}

describe('a server answers what it has begun before it ends (skipped until node scripts/setup-tools.mjs made .venv and .tools)', () => {
  test.skipIf(WITHOUT_NODE).each(Object.entries(NODE_CASES))('%s', async (name, one) => {
    await endsWell(process.execPath, one, async (root) => {
      linkModules(root);
      if (name === 'Nest') await run(nodeTool('tsc'), [], { cwd: root });
    });
  });

  test.skipIf(WITHOUT_PYTHON).each(Object.entries(PYTHON_CASES))('%s', async (_, one) => {
    await endsWell(PYTHON, one, async () => undefined);
  });
});

test.skipIf(WITHOUT_NODE)('a server without the template ends at once and loses the request', async () => {
  const one = NODE_CASES['a plain server of node'];
  const { root, remove } = makeProject(one?.files ?? {});
  const port = await freePort();
  try {
    const server = start(process.execPath, ['app.js'], { cwd: root, env: { ...process.env, PORT: String(port) } });
    await listening(server, port);
    const { answer } = await begun(server, port);
    server.process.kill('SIGTERM');
    await expect(answer).rejects.toThrow();
    expect(await server.ended).toBe('SIGTERM');
  } finally {
    remove();
  }
});
