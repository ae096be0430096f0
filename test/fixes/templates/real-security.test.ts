import { request } from 'node:http';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { Change } from '../../../src/model/change.ts';
import { makeProject } from '../../support/cli.ts';
import { makeIn } from '../../support/planned.ts';
import { startRedis, WITHOUT_REDIS, type RealRedis } from '../../support/real-redis.ts';
import { freePort, linkModules, listening, PYTHON, start, stop, WITHOUT_NODE, WITHOUT_PYTHON, type Running } from '../../support/real-tools.ts';
import { childrenOf, whileAlone } from '../../support/workers.ts';

/** The templates of security on their real servers: what is let in, what is refused, and that two processes count together. */
const HOST = 'healthcheck.railway.app';
const OWN_SITE = 'https://pages.example';
const LIMIT = 12;

interface Answer {
  readonly status: number;
  readonly headers: Readonly<Record<string, string | string[] | undefined>>;
  readonly text: string;
}

interface Question {
  readonly method?: string;
  readonly path?: string;
  readonly headers?: Readonly<Record<string, string>>;
  /** Pieces of a body; without a length in the headers they are sent one by one. */
  readonly body?: readonly string[];
}

/** Asks as the health check would, on a connection of its own: `fetch` sets no Host. */
function ask(port: number, { method = 'GET', path = '/', headers = {}, body = [] }: Question = {}): Promise<Answer> {
  return new Promise((resolve, reject) => {
    let isAnswered = false;
    const sent = request({ port, host: '127.0.0.1', method, path, agent: false, headers: { host: HOST, ...headers } }, (response) => {
      isAnswered = true;
      let text = '';
      response.on('data', (chunk: Buffer) => { text += chunk.toString(); });
      response.on('end', () => resolve({ status: response.statusCode ?? 0, headers: response.headers, text }));
      response.on('error', reject);
    });
    // A server that refuses a request may close before all of it is sent.
    sent.on('error', (error) => { if (!isAnswered) reject(error); });
    for (const piece of body) sent.write(piece);
    sent.end();
  });
}

interface RealCase {
  readonly files: Readonly<Record<string, string>>;
  readonly changes: readonly Change[];
  readonly program: string;
  readonly command: readonly string[];
  /** Ports that one command cannot share: it is started once for each process. */
  readonly isStartedTwice: boolean;
  readonly frames: string;
  /** What a request without a length gets that is too large: refused, or read up to the limit as Werkzeug does. */
  readonly unmeasured: readonly [number, string];
  /** Paths that read a body. */
  readonly reading: readonly string[];
}

const inserted = (template: string, values?: Readonly<Record<string, string | number>>): Change =>
  ({ kind: 'insert', template, after: 'web.app', ...(values === undefined ? {} : { with: values }) });

const FASTAPI_CHANGES = [
  inserted('fastapi/security-headers.py'), inserted('fastapi/body-limit.py', { megabytes: 1 }), inserted('fastapi/trusted-hosts.py', { host: HOST }),
  inserted('fastapi/cors.py'), inserted('fastapi/rate-limit.py', { limit: `${LIMIT}/minute` }),
];
const FLASK_CHANGES = [
  inserted('flask/security-headers.py'), inserted('flask/body-limit.py', { megabytes: 1 }), inserted('flask/trusted-hosts.py', { host: HOST }),
  inserted('flask/cors.py'), inserted('flask/rate-limit.py', { limit: `${LIMIT}/minute` }),
];

const EXPRESS = (imports: string) => `${imports}
async function main() {
  const app = express();
  await secure(app);
  app.use(express.json({ limit: 1_000_000 }));
  app.get('/', (request, response) => response.send(String(process.pid)));
  app.post('/', (request, response) => response.send('read'));
  app.listen(Number(process.env.PORT), '127.0.0.1');
}
main();
`;

const CASES: Readonly<Record<string, RealCase>> = {
  fastapi: {
    files: {
      'requirements.txt': 'fastapi\nuvicorn\n', Procfile: 'web: uvicorn app:app\n',
      'app.py': 'import os\n\nfrom fastapi import FastAPI, Request\n\napp = FastAPI()\n\n\n@app.get("/")\ndef process():\n    return os.getpid()\n\n\n@app.post("/")\nasync def read(request: Request):\n    return len(await request.body())\n\n\n@app.post("/json")\nasync def parsed(entry: dict):\n    return len(entry)\n',
    },
    changes: FASTAPI_CHANGES, program: PYTHON, isStartedTwice: false, frames: 'DENY', unmeasured: [413, 'too large'], reading: ['/', '/json'],
    command: ['-m', 'gunicorn', 'app:app', '-k', 'uvicorn_worker.UvicornWorker', '--workers', '2', '--bind', '127.0.0.1:PORT'],
  },
  flask: {
    files: {
      'requirements.txt': 'flask\ngunicorn\n', Procfile: 'web: gunicorn app:app\n',
      'app.py': 'import os\n\nfrom flask import Flask, request\n\napp = Flask(__name__)\n\n\n@app.get("/")\ndef process():\n    return str(os.getpid())\n\n\n@app.post("/")\ndef read():\n    return str(len(request.get_data()))\n',
    },
    changes: FLASK_CHANGES, program: PYTHON, isStartedTwice: false, frames: 'DENY', unmeasured: [200, '1000000'], reading: ['/'],
    command: ['-m', 'gunicorn', 'app:app', '--workers', '2', '--bind', '127.0.0.1:PORT'],
  },
  express: {
    files: { 'package.json': '{ "name": "app", "type": "module", "dependencies": { "express": "5" } }\n', 'app.js': EXPRESS("import express from 'express';\nimport { secure } from './security.js';\n"), Procfile: 'web: node app.js\n' },
    changes: [{ kind: 'create-file', template: 'express/security.js', path: 'security.js', with: { host: HOST, limit: LIMIT } }],
    program: process.execPath, command: ['app.js'], isStartedTwice: true, frames: 'SAMEORIGIN', unmeasured: [413, 'too large'], reading: ['/'],
  },
  'express in CommonJS': {
    files: { 'package.json': '{ "name": "app", "dependencies": { "express": "5" } }\n', 'app.js': EXPRESS("const express = require('express');\nconst { secure } = require('./security.cjs');\n"), Procfile: 'web: node app.js\n' },
    changes: [{ kind: 'create-file', template: 'express/security.cjs', path: 'security.cjs', with: { host: HOST, limit: LIMIT } }],
    program: process.execPath, command: ['app.js'], isStartedTwice: true, frames: 'SAMEORIGIN', unmeasured: [413, 'too large'], reading: ['/'],
  },
};

const needs = (name: string) => WITHOUT_REDIS || (name.startsWith('express') ? WITHOUT_NODE : WITHOUT_PYTHON);

describe('security on real servers (skipped until node scripts/setup-tools.mjs installed Redis and the servers)', () => {
  let redis: RealRedis | undefined;
  beforeAll(async () => { if (!WITHOUT_REDIS) redis = await startRedis(); });
  afterAll(async () => { await redis?.stop(); });

  for (const [index, [name, one]] of Object.entries(CASES).entries()) {
    test.skipIf(needs(name))(name, async () => {
      await withServers(one, { REDIS_URL: `${redis?.url ?? ''}/${index}`, CORS_ORIGINS: OWN_SITE, ALLOWED_HOSTS: 'api.example' }, async (ports, servers) => {
        const [port] = ports;
        await letsIn(port, one.frames);
        await refuses(port, one);
        await countsTogether(ports, servers);
      });
    });

    test.skipIf(needs(name))(`${name} does not start without Redis, and says why`, async () => {
      const { REDIS_URL: _none, ...environment } = process.env;
      const { root, remove } = await secured(one);
      try {
        const server = start(one.program, one.command.map((word) => word.replace('PORT', String(0))), { cwd: root, env: { ...environment, PORT: '0' } });
        expect(await server.ended).not.toBe(0);
        expect(server.printed()).toContain('REDIS_URL is not set, and in memory each process would count for itself');
      } finally {
        remove();
      }
    });
  }
});

const DJANGO = {
  'requirements.txt': 'django\ngunicorn\n', Procfile: 'web: gunicorn site_.wsgi\n', 'site_/__init__.py': '',
  'site_/wsgi.py': 'import os\n\nfrom django.core.wsgi import get_wsgi_application\n\nos.environ.setdefault("DJANGO_SETTINGS_MODULE", "site_.settings")\napplication = get_wsgi_application()\n',
  'site_/settings.py': 'SECRET_KEY = "only for this test"\nALLOWED_HOSTS = ["*"]\nROOT_URLCONF = "site_.urls"\nINSTALLED_APPS = []\nMIDDLEWARE = ["django.middleware.security.SecurityMiddleware", "django.middleware.common.CommonMiddleware", "django.middleware.clickjacking.XFrameOptionsMiddleware"]\nfrom .security import *\n',
  'site_/urls.py': 'from django.http import HttpResponse\nfrom django.urls import path\n\nurlpatterns = [path("", lambda request: HttpResponse(str(len(request.body)) + request.scheme))]\n',
};

test.skipIf(WITHOUT_PYTHON)('the settings of Django let in and refuse the same', async () => {
  const { root, remove } = makeProject(DJANGO);
  const port = await freePort();
  try {
    await makeIn(root, { kind: 'create-file', template: 'django/security.py', path: 'site_/security.py', with: { host: HOST, megabytes: 1 } });
    // Django has to read the header itself: gunicorn believes no address from here.
    const server = start(PYTHON, ['-m', 'gunicorn', 'site_.wsgi', '--workers', '2', '--forwarded-allow-ips', '192.0.2.9', '--bind', `127.0.0.1:${port}`], { cwd: root, env: { ...process.env, ALLOWED_HOSTS: 'api.example' } });
    try {
      await listening(server, port);
      const probe = await ask(port);
      expect([probe.status, probe.text]).toEqual([200, '0http']);
      expect(probe.headers).toMatchObject({ 'x-content-type-options': 'nosniff', 'x-frame-options': 'DENY' });
      const visit = await ask(port, { headers: { host: 'api.example', 'x-forwarded-proto': 'https' } });
      expect([visit.status, visit.text, visit.headers['strict-transport-security']]).toEqual([200, '0https', 'max-age=31536000']);
      expect((await ask(port, { headers: { host: 'evil.example' } })).status).toBe(400);
      const large = 'x'.repeat(1_000_001);
      // 413 from Django 6.1 on, and before that what every suspicious request gets.
      expect([400, 413]).toContain((await ask(port, { method: 'POST', headers: { 'content-length': String(large.length) }, body: [large] })).status);
    } finally {
      await stop(server);
    }
  } finally {
    remove();
  }
});

async function secured(one: RealCase): Promise<{ readonly root: string; readonly remove: () => void }> {
  const project = makeProject(one.files);
  for (const change of one.changes) await makeIn(project.root, change);
  if (one.program !== PYTHON) linkModules(project.root);
  return project;
}

async function withServers(one: RealCase, variables: Readonly<Record<string, string>>, use: (ports: readonly [number, ...number[]], servers: readonly Running[]) => Promise<void>): Promise<void> {
  const { root, remove } = await secured(one);
  const servers: Running[] = [];
  const boot = async () => {
    const port = await freePort();
    const server = start(one.program, one.command.map((word) => word.replace('PORT', String(port))), { cwd: root, env: { ...process.env, ...variables, PORT: String(port) } });
    servers.push(server);
    await listening(server, port);
    return port;
  };
  try {
    await use([await boot(), ...(one.isStartedTwice ? [await boot()] : [])], servers);
  } finally {
    for (const server of servers) await stop(server);
    remove();
  }
}

/** Each kind of question comes from an address of its own, so that the limit stays out of the way. */
async function letsIn(port: number, frames: string): Promise<void> {
  const plain = await ask(port, { headers: { 'x-real-ip': '192.0.2.1' } });
  expect(plain.status).toBe(200);
  expect(plain.headers).toMatchObject({ 'x-content-type-options': 'nosniff', 'x-frame-options': frames });
  expect(plain.headers['strict-transport-security']).toContain('max-age=31536000');
  expect((await ask(port, { headers: { host: 'api.example', 'x-real-ip': '192.0.2.1' } })).status).toBe(200);
  const own = await ask(port, { headers: { origin: OWN_SITE, 'x-real-ip': '192.0.2.1' } });
  expect(own.headers).toMatchObject({ 'access-control-allow-origin': OWN_SITE, 'access-control-allow-credentials': 'true' });
}

async function refuses(port: number, { unmeasured: [status, text], reading }: RealCase): Promise<void> {
  const foreign = await ask(port, { headers: { origin: 'https://evil.example', 'x-real-ip': '192.0.2.2' } });
  expect(foreign.headers['access-control-allow-origin']).toBeUndefined();
  expect((await ask(port, { headers: { host: 'evil.example', 'x-real-ip': '192.0.2.2' } })).status).toBe(400);
  const large = 'x'.repeat(250_000);
  const headers = { 'content-type': 'application/json', 'x-real-ip': '192.0.2.2' };
  expect((await ask(port, { method: 'POST', headers: { ...headers, 'content-length': '1250000' }, body: [large, large, large, large, large] })).status).toBe(413);
  for (const path of reading) {
    const unmeasured = await ask(port, { method: 'POST', path, headers, body: [large, large, large, large, large] });
    expect(unmeasured.status).toBe(status);
    expect(unmeasured.text).toContain(text);
  }
}

/** Each visitor gets the limit once, whichever processes answer: many requests at once, and one after the other by both. */
async function countsTogether(ports: readonly [number, ...number[]], servers: readonly Running[]): Promise<void> {
  const visit = (port: number, visitor: number, index: number) => ask(port, { headers: { 'x-real-ip': `192.0.2.${visitor}`, 'x-forwarded-for': `198.51.100.${index}` } });
  const many = await Promise.all(Array.from({ length: LIMIT * 3 }, (_, index) => visit(ports[index % ports.length] ?? ports[0], 10, index)));
  expect(many.filter(({ status }) => status === 200)).toHaveLength(LIMIT);
  expect(many.filter(({ status }) => status === 429)).toHaveLength(LIMIT * 2);

  const answers: Answer[] = [];
  const visits = (port: number, times: number) => async () => { for (let time = 0; time < times; time += 1) answers.push(await visit(port, 11, answers.length)); };
  const [first, second] = await processes(ports, servers);
  await first(visits(ports[0], LIMIT - 1));
  await second(visits(ports.at(-1) ?? ports[0], LIMIT));
  expect(answers.map(({ status }) => status)).toEqual([...Array.from({ length: LIMIT }, () => 200), ...Array.from({ length: LIMIT - 1 }, () => 429)]);
  expect(new Set(answers.slice(0, LIMIT).map(({ text }) => text)).size).toBe(2);
}

type Alone = (act: () => Promise<void>) => Promise<void>;

/** Both processes that answer: each on a port of its own, or a worker that answers while the other one is stopped. */
async function processes(ports: readonly number[], servers: readonly Running[]): Promise<readonly [Alone, Alone]> {
  if (ports.length > 1) return [(act) => act(), (act) => act()];
  const workers = servers.flatMap(childrenOf);
  expect(workers).toHaveLength(2);
  return [(act) => whileAlone(workers[0] ?? 0, workers, act), (act) => whileAlone(workers[1] ?? 0, workers, act)];
}

/** Express has no hook for all answers: its headers are middleware, which must stand before the routes. */
test.skipIf(WITHOUT_NODE)('headers of Express stand before what answers', async () => {
  const { root, remove } = makeProject({
    'package.json': '{ "name": "app", "type": "module", "dependencies": { "express": "5" } }\n', Procfile: 'web: node app.js\n',
    'app.js': "import express from 'express'\n\nconst app = express()\napp.get('/', (request, response) => response.send('17'))\napp.listen(process.env.PORT, '127.0.0.1')\n",
  });
  const port = await freePort();
  try {
    await makeIn(root, inserted('express/security-headers.js'));
    linkModules(root);
    const server = start(process.execPath, ['app.js'], { cwd: root, env: { ...process.env, PORT: String(port) } });
    try {
      await listening(server, port);
      const answer = await ask(port);
      expect([answer.status, answer.text]).toEqual([200, '17']);
      expect(answer.headers).toMatchObject({ 'x-content-type-options': 'nosniff', 'x-frame-options': 'DENY', 'strict-transport-security': 'max-age=31536000' });
    } finally {
      await stop(server);
    }
  } finally {
    remove();
  }
});
