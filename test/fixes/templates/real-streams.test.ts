import { request, type ClientRequest, type IncomingMessage } from 'node:http';
import { once } from 'node:events';
import { describe, expect, test } from 'vitest';
import type { Change } from '../../../src/model/change.ts';
import { makeProject } from '../../support/cli.ts';
import { makeIn } from '../../support/planned.ts';
import { freePort, linkModules, listening, PYTHON, run, start, stop, WITHOUT_NODE, WITHOUT_PYTHON, type Running } from '../../support/real-tools.ts';

/** Middleware of the templates lets an answer through piece by piece, and leaves sockets alone. */
const inserted = (template: string, values: Readonly<Record<string, string | number>> = {}): Change => ({ kind: 'insert', template, after: 'web.app', with: values });
const all = (framework: string, ending: string): readonly Change[] => [
  inserted(`${framework}/security-headers.${ending}`), inserted(`${framework}/metrics.${ending}`, { path: '/metrics' }), inserted(`${framework}/request-timing.${ending}`, { every: 0 }),
];

interface RealCase {
  readonly files: Readonly<Record<string, string>>;
  readonly changes: readonly Change[];
  readonly program: string;
  readonly command: readonly string[];
}

const FASTAPI = `import asyncio

from fastapi import FastAPI, Request, WebSocket
from starlette.responses import StreamingResponse

app = FastAPI()
released = asyncio.Event()


@app.get("/stream")
async def stream():
    async def pieces():
        yield "first"
        await released.wait()
        yield "last"
    return StreamingResponse(pieces())


@app.get("/release")
async def release():
    released.set()


@app.post("/echo")
async def echo(request: Request):
    async def pieces():
        async for piece in request.stream():
            yield piece
    return StreamingResponse(pieces())


@app.websocket("/socket")
async def socket(websocket: WebSocket):
    await websocket.accept()
    await websocket.send_text(await websocket.receive_text())
    await websocket.close()
`;
const FLASK = `from threading import Event

from flask import Flask

app = Flask(__name__)
released = Event()


@app.get("/stream")
def stream():
    def pieces():
        yield "first"
        released.wait()
        yield "last"
    return pieces()


@app.get("/release")
def release():
    released.set()
    return "ok"
`;
const EXPRESS = `import express from 'express'

const app = express()
let end = () => {}
app.get('/stream', (request, response) => {
  response.write('first')
  end = () => response.end('last')
})
app.get('/release', (request, response) => {
  end()
  response.end()
})
app.listen(process.env.PORT, '127.0.0.1')
`;

const CASES: Readonly<Record<string, RealCase>> = {
  fastapi: {
    files: { 'requirements.txt': 'fastapi\nuvicorn\n', Procfile: 'web: uvicorn app:app\n', 'app.py': FASTAPI }, program: PYTHON,
    changes: [...all('fastapi', 'py'), inserted('fastapi/body-limit.py', { megabytes: 1 })], command: ['-m', 'uvicorn', 'app:app', '--port', 'PORT'],
  },
  flask: {
    files: { 'requirements.txt': 'flask\ngunicorn\n', Procfile: 'web: gunicorn app:app\n', 'app.py': FLASK }, program: PYTHON,
    changes: all('flask', 'py'), command: ['-m', 'gunicorn', 'app:app', '--threads', '4', '--bind', '127.0.0.1:PORT'],
  },
  express: {
    files: { 'package.json': '{ "name": "app", "type": "module", "dependencies": { "express": "5" } }\n', Procfile: 'web: node app.js\n', 'app.js': EXPRESS }, program: process.execPath,
    changes: all('express', 'js'), command: ['app.js'],
  },
};

async function withServer(one: RealCase, use: (port: number, server: Running, root: string) => Promise<void>): Promise<void> {
  const { root, remove } = makeProject(one.files);
  const port = await freePort();
  try {
    for (const change of one.changes) await makeIn(root, change);
    if (one.program !== PYTHON) linkModules(root);
    const server = start(one.program, one.command.map((word) => word.replace('PORT', String(port))), { cwd: root, env: { ...process.env, PORT: String(port) } });
    try {
      await listening(server, port);
      await use(port, server, root);
    } finally {
      await stop(server);
    }
  } finally {
    remove();
  }
}

async function answerOf(sent: ClientRequest): Promise<IncomingMessage> {
  const [response] = await once(sent, 'response') as [IncomingMessage];
  response.setEncoding('utf8');
  return response;
}

const open = (port: number, path: string, method = 'GET'): ClientRequest => request({ port, host: '127.0.0.1', path, method, agent: false });

describe('answers that go out piece by piece (skipped until node scripts/setup-tools.mjs made .venv and .tools)', () => {
  test.skipIf(WITHOUT_PYTHON || WITHOUT_NODE).each(Object.entries(CASES))('%s sends the first piece before it has the last', async (_name, one) => {
    await withServer(one, async (port) => {
      const response = await answerOf(open(port, '/stream').end());
      expect(response.headers).toMatchObject({ 'x-content-type-options': 'nosniff' });
      const [first] = await once(response, 'data') as [string];
      expect(first).toBe('first');
      const rest: string[] = [];
      response.on('data', (piece: string) => rest.push(piece));
      const ended = once(response, 'end');
      await answerOf(open(port, '/release').end());
      await ended;
      expect(rest.join('')).toBe('last');
    });
  });

  test.skipIf(WITHOUT_PYTHON)('a body that grows too large once the answer has begun ends the connection, and not with a second answer', async () => {
    await withServer(CASES['fastapi'] as RealCase, async (port, server) => {
      const sent = open(port, '/echo', 'POST');
      sent.on('error', () => undefined);
      sent.write('first');
      const response = await answerOf(sent);
      expect(response.statusCode).toBe(200);
      const ended = new Promise((resolve) => { response.on('close', resolve); });
      response.on('error', () => undefined).resume();
      for (let count = 0; count < 12; count += 1) sent.write('x'.repeat(100_000));
      sent.end();
      await ended;
      expect(response.complete).toBe(false);
      expect(server.printed()).not.toContain('Expected ASGI message');
    });
  });

  test.skipIf(WITHOUT_PYTHON)('a socket gets through the middleware of FastAPI', async () => {
    await withServer(CASES['fastapi'] as RealCase, async (_port, _server, root) => {
      const script = 'from starlette.testclient import TestClient\nfrom app import app\nwith TestClient(app) as client, client.websocket_connect("/socket") as socket:\n    socket.send_text("said")\n    print(socket.receive_text())\n';
      expect(await run(PYTHON, ['-W', 'ignore', '-c', script], { cwd: root })).toBe('said\n');
    });
  });
});
