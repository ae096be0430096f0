import { describe, expect, test } from 'vitest';
import { setServerFact } from '../../../src/fixes/commands/set-server-fact.ts';
import { planChange } from '../../../src/fixes/plan.ts';
import type { WantedFact } from '../../../src/fixes/context.ts';
import { contextOf, textsAfter, type Texts } from './support.ts';

const FLASK = { 'requirements.txt': 'flask\ngunicorn\n', 'shop.py': 'from flask import Flask\nshop = Flask(__name__)\n' };
const FAST = { 'requirements.txt': 'fastapi\nuvicorn\n', 'desk.py': 'from fastapi import FastAPI\ndesk = FastAPI()\n' };

async function after(texts: Texts, wanted: WantedFact, path: string): Promise<string> {
  const context = await contextOf(texts);
  const result = textsAfter(await setServerFact(wanted, context), context, texts);
  return typeof result === 'string' ? `refused: ${result}` : (result[path] ?? '');
}

const workers = (value: number | string): WantedFact => ({ fact: 'server.workers', value });
const threads: WantedFact = { fact: 'server.threads', value: 4 };
const host: WantedFact = { fact: 'server.host', value: '0.0.0.0' };
const port: WantedFact = { fact: 'server.port', value: '${PORT:-8123}' };

describe('an option is written as the others of the command are', () => {
  test.each([
    ['gunicorn shop:shop --workers 1', workers(4), 'gunicorn shop:shop --workers 4'],
    ['gunicorn shop:shop --workers=1', workers(4), 'gunicorn shop:shop --workers=4'],
    ['gunicorn shop:shop -w 1', workers(4), 'gunicorn shop:shop -w 4'],
    ['gunicorn -w1 shop:shop', workers(4), 'gunicorn -w4 shop:shop'],
    ['gunicorn -w=1 shop:shop', workers(4), 'gunicorn -w=4 shop:shop'],
    ['gunicorn --thread 1 shop:shop', threads, 'gunicorn --thread 4 shop:shop'],
    ['gunicorn -w "1" shop:shop', workers(4), 'gunicorn -w "4" shop:shop'],
    ["gunicorn '--workers=1' shop:shop", workers(4), "gunicorn '--workers=4' shop:shop"],
    ["gunicorn -w '1' shop:shop", workers('${N:-2}'), 'gunicorn -w "${N:-2}" shop:shop'],
    ['gunicorn -w ${WEB_CONCURRENCY:-1} shop:shop', workers(4), 'gunicorn -w ${WEB_CONCURRENCY:-4} shop:shop'],
    ['gunicorn -w 1 -w 2 shop:shop', workers(4), 'gunicorn -w 1 -w 4 shop:shop'],
    ['gunicorn shop:shop', workers(4), 'gunicorn shop:shop --workers 4'],
    ['gunicorn shop:shop -t 77 -k gthread', workers(4), 'gunicorn shop:shop -t 77 -k gthread -w 4'],
    ['gunicorn -t77 shop:shop', workers(4), 'gunicorn -t77 -w4 shop:shop'],
    ['gunicorn --timeout=77 shop:shop', threads, 'gunicorn --timeout=77 --threads=4 shop:shop'],
    ['gunicorn --preload shop:shop', threads, 'gunicorn --preload --threads 4 shop:shop'],
    ['PYTHONPATH=src gunicorn shop:shop', threads, 'PYTHONPATH=src gunicorn shop:shop --threads 4'],
    ['exec env TZ=UTC python -m gunicorn shop:shop', threads, 'exec env TZ=UTC python -m gunicorn shop:shop --threads 4'],
    ['poetry run gunicorn shop:shop > log 2>&1', threads, 'poetry run gunicorn shop:shop --threads 4 > log 2>&1'],
    ['cd . && gunicorn shop:shop; echo gone', threads, 'cd . && gunicorn shop:shop --threads 4; echo gone'],
    ['gunicorn --bind 127.0.0.1 shop:shop', host, 'gunicorn --bind 0.0.0.0 shop:shop'],
    ['gunicorn --bind [::1]:8123 shop:shop', host, 'gunicorn --bind 0.0.0.0:8123 shop:shop'],
    ['gunicorn -b localhost:$PORT shop:shop', host, 'gunicorn -b 0.0.0.0:$PORT shop:shop'],
    ['gunicorn -b:8123 shop:shop', port, 'gunicorn -b:${PORT:-8123} shop:shop'],
    ['gunicorn -b unix:/tmp/socket shop:shop', port, 'refused: unix:/tmp/socket is a socket'],
    ['gunicorn --nonsense shop:shop', workers(4), 'refused: gunicorn refuses its command line: unrecognized arguments: --nonsense'],
  ] as const)('%s', async (command, wanted, expected) => {
    const result = await after({ ...FLASK, Procfile: `web: ${command}\n` }, wanted, 'Procfile');
    expect(result.replace(/^web: |\n$/g, '')).toBe(expected);
  });

  test.each([
    ['uvicorn desk:desk --port 8123', host, 'uvicorn desk:desk --host 0.0.0.0 --port 8123'],
    ['uvicorn --host=0.0.0.0 desk:desk', port, 'uvicorn --host=0.0.0.0 --port=${PORT:-8123} desk:desk'],
    ['uvicorn desk:desk --no-access-log', host, 'uvicorn desk:desk --no-access-log --host 0.0.0.0'],
    ['uvicorn desk:desk --reload', { fact: 'server.reload', value: false }, 'uvicorn desk:desk'],
    ['uvicorn --reload --workers 2 desk:desk', { fact: 'server.workers' }, 'uvicorn --reload desk:desk'],
    ['fastapi run desk.py', workers(2), 'fastapi run desk.py --workers 2'],
    ['fastapi run --port 8123 desk.py', port, 'fastapi run --port ${PORT:-8123} desk.py'],
  ] as const)('%s', async (command, wanted, expected) => {
    const result = await after({ ...FAST, Procfile: `web: ${command}\n` }, wanted, 'Procfile');
    expect(result.replace(/^web: |\n$/g, '')).toBe(expected);
  });
});

describe('a value goes into the place that states it', () => {
  const PROCFILE = { Procfile: 'web: gunicorn shop:shop\n' };

  test.each([
    ['workers = 1\n', workers(4), 'workers = 4\n'],
    ['import os\r\nworkers = 1  # few\r\n', workers('${N:-2}'), 'import os\r\nworkers = int(os.environ.get("N", "2"))  # few\r\n'],
    ["timeout = 77\n\n\ndef on_starting(server):\n    pass\n", threads, "timeout = 77\nthreads = 4\n\n\ndef on_starting(server):\n    pass\n"],
    ["bind = ['127.0.0.1:8123', '127.0.0.1:9123']\n", host, "bind = ['0.0.0.0:8123', '127.0.0.1:9123']\n"],
    ['bind = "127.0.0.1:8123"\n', port, 'import os\n\nbind = f"127.0.0.1:{os.environ.get(\'PORT\', \'8123\')}"\n'],
    ["bind = f'127.0.0.1:{8000 + 123}'\n", host, "bind = f'0.0.0.0:{8000 + 123}'\n"],
    ['#!/usr/bin/env python3\n# -*- coding: utf-8 -*-\nworkers: int = 1\n', workers('${N:-2}'), '#!/usr/bin/env python3\n# -*- coding: utf-8 -*-\nimport os\n\nworkers: int = int(os.environ.get("N", "2"))\n'],
    ['if True:\n    workers = 1\n', workers(4), 'refused: a calculation or a condition in gunicorn.conf.py decides it'],
    ['for n in range(2):\n    workers = n\n', workers(4), 'refused: a calculation or a condition in gunicorn.conf.py decides it'],
  ] as const)('gunicorn.conf.py: %j', async (text, wanted, expected) => {
    expect(await after({ ...FLASK, ...PROCFILE, 'gunicorn.conf.py': text }, wanted, 'gunicorn.conf.py')).toBe(expected);
  });

  test('the command line wins over the settings file', async () => {
    const texts = { ...FLASK, Procfile: 'web: gunicorn -w 2 shop:shop\n', 'gunicorn.conf.py': 'workers = 1\n' };
    expect(await after(texts, workers(4), 'Procfile')).toBe('web: gunicorn -w 4 shop:shop\n');
  });

  test('GUNICORN_CMD_ARGS is not taken for a single value', async () => {
    const texts = { ...FLASK, Dockerfile: 'FROM python:3.13\nCOPY . .\nENV GUNICORN_CMD_ARGS="--workers 1"\nCMD ["gunicorn", "shop:shop"]\n' };
    expect(await after(texts, workers(4), 'Dockerfile')).toMatch(/^refused/);
  });

  test('a variable of the image that states it gets the value', async () => {
    const texts = { ...FAST, Dockerfile: "FROM python:3.13\nCOPY . .\nENV TZ=UTC WEB_CONCURRENCY='1'\nCMD [\"uvicorn\", \"desk:desk\"]\n" };
    expect(await after(texts, workers(4), 'Dockerfile')).toContain("ENV TZ=UTC WEB_CONCURRENCY='4'\n");
  });

  test('railway.json is written only while it goes on being read', async () => {
    const texts = { ...FLASK, 'railway.json': '{ "deploy": { "startCommand": "gunicorn shop:shop" } }\n' };
    const change = { kind: 'set-fact', fact: 'server.workers', value: 4 } as const;
    const [late, early] = [await contextOf(texts), await contextOf(texts, '2026-05-01')];
    expect(textsAfter(await planChange(change, late), late, texts)).toMatch(/^Railway reads railway.json no more/);
    expect(textsAfter(await planChange(change, early), early, texts)).toMatchObject({ 'railway.json': '{ "deploy": { "startCommand": "gunicorn shop:shop --workers 4" } }\n' });
  });

  test('the same server twice in one script is left alone', async () => {
    const texts = { ...FLASK, Procfile: 'web: sh run.sh\n', 'run.sh': 'if [ -n "$SLOW" ]; then\n  gunicorn shop:shop\nelse\n  gunicorn shop:shop\nfi\n' };
    expect(await after(texts, workers(4), 'run.sh')).toMatch(/^refused: .*stands more than once/);
  });
});
