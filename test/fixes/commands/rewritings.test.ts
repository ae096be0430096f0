import { describe, expect, test } from 'vitest';
import { rewrite } from '../../../src/fixes/rewrite.ts';
import type { Rewrite } from '../../../src/fixes/context.ts';
import { valueOf, type Evidence } from '../../../src/model/fact.ts';
import type { FactSet } from '../../../src/model/facts.ts';
import { contextOf, textsAfter, type Texts } from './support.ts';

const FLASK = { 'requirements.txt': 'flask\ngunicorn\n', 'shop.py': 'from flask import Flask\nshop = Flask(__name__)\n' };
const image = (...lines: readonly string[]) => ['FROM python:3.13', 'WORKDIR /srv', 'COPY . .', ...lines].join('\n');

type Place = (facts: FactSet) => Evidence | undefined;

/** The file after a rewriting, or why there is none. */
async function after(texts: Texts, path: string, how: string, { at, ...more }: { readonly at: Place } & Pick<Rewrite, 'with'>): Promise<string> {
  const context = await contextOf(texts);
  const place = at(context.service.facts);
  if (place === undefined) return 'there is no such fact';
  const result = textsAfter(await rewrite({ kind: 'rewrite', how, at: [place], ...more }, context), context, texts);
  return typeof result === 'string' ? `refused: ${result}` : (result[path] ?? '');
}

const server: Place = (facts) => facts['start.serverCommand'];
const command: Place = (facts) => facts['start.command'];
const step = (word: string): Place => (facts) => valueOf(facts['start.steps'])?.find(({ words }) => words[0] === word)?.at;

describe('exec-server', () => {
  test.each([
    ['gunicorn shop:shop', 'exec gunicorn shop:shop'],
    ['set -e\ncd app || exit 1\nTZ=UTC gunicorn shop:shop  # last\n', 'set -e\ncd app || exit 1\nTZ=UTC exec gunicorn shop:shop  # last\n'],
    ['if [ -n "$A" ]; then\n  gunicorn shop:shop\nelse\n  sleep 9\nfi\n', 'if [ -n "$A" ]; then\n  exec gunicorn shop:shop\nelse\n  sleep 9\nfi\n'],
    ['gunicorn shop:shop > log 2>&1\n', 'exec gunicorn shop:shop > log 2>&1\n'],
    ['trap "echo bye" TERM\ngunicorn shop:shop\n', 'refused: the script run.sh waits for signals itself, and exec would end it'],
    ['gunicorn shop:shop &\nwait\n', 'refused: the script run.sh waits for signals itself, and exec would end it'],
    ['gunicorn shop:shop | tee log\n', 'refused: other commands of run.sh run after the server or beside it, and exec would end them'],
    ['gunicorn shop:shop || sleep 9\n', 'refused: other commands of run.sh run after the server or beside it, and exec would end them'],
    ['while true; do gunicorn shop:shop; done\n', 'refused: other commands of run.sh run after the server or beside it, and exec would end them'],
    ['start() { gunicorn shop:shop; }\nstart\n', 'refused: other commands of run.sh run after the server or beside it, and exec would end them'],
    ['(cd app; gunicorn shop:shop)\n', 'refused: other commands of run.sh run after the server or beside it, and exec would end them'],
    ['exec gunicorn shop:shop\n', 'refused: run.sh says exec already'],
  ])('%j', async (script, expected) => {
    expect(await after({ ...FLASK, Procfile: 'web: sh run.sh\n', 'run.sh': script }, 'run.sh', 'exec-server', { at: server })).toBe(expected);
  });

  test.each([
    ['CMD gunicorn shop:shop', 'CMD ["gunicorn", "shop:shop"]'],
    ["CMD gunicorn --name 'a shop' shop:shop", 'CMD ["gunicorn", "--name", "a shop", "shop:shop"]'],
    ['CMD gunicorn -b :$PORT shop:shop', 'CMD ["/bin/sh", "-c", "exec gunicorn -b :$PORT shop:shop"]'],
    ['CMD gunicorn --access-logformat "%(h)s" shop:shop', 'CMD ["gunicorn", "--access-logformat", "%(h)s", "shop:shop"]'],
    ['CMD TZ=UTC gunicorn shop:shop', 'CMD ["/bin/sh", "-c", "TZ=UTC exec gunicorn shop:shop"]'],
    ['CMD gunicorn shop:shop *.py', 'CMD ["/bin/sh", "-c", "exec gunicorn shop:shop *.py"]'],
    ['CMD gunicorn shop:shop > log', 'CMD ["/bin/sh", "-c", "exec gunicorn shop:shop > log"]'],
  ])('%s', async (line, expected) => {
    expect(await after({ ...FLASK, Dockerfile: image(line) }, 'Dockerfile', 'exec-server', { at: server })).toBe(image(expected));
  });
});

describe('wrap-in-shell', () => {
  test.each([
    ['CMD ["gunicorn", "-b", ":$PORT", "shop:shop"]', 'CMD ["/bin/sh", "-c", "exec gunicorn -b :$PORT shop:shop"]'],
    ['CMD ["gunicorn","-b",":${PORT:-8123}","shop:shop"]', 'CMD ["/bin/sh","-c","exec gunicorn -b :${PORT:-8123} shop:shop"]'],
    ['CMD ["gunicorn", "--name", "it\'s $NAME", "shop:shop"]', 'CMD ["/bin/sh", "-c", "exec gunicorn --name \\"it\'s $NAME\\" shop:shop"]'],
    ['CMD ["A=1", "gunicorn", "shop:shop"]', 'CMD ["/bin/sh", "-c", "A=1 exec gunicorn shop:shop"]'],
    ['CMD ["cd", "app", "&&", "gunicorn", "shop:shop", "||", "true"]', 'CMD ["/bin/sh", "-c", "cd app && gunicorn shop:shop || true"]'],
    ['ENTRYPOINT ["gunicorn"]\nCMD ["-b", ":$PORT", "shop:shop"]', 'refused: ENTRYPOINT and CMD of Dockerfile make up the command together, and a shell goes around both'],
  ])('%s', async (line, expected) => {
    const result = await after({ ...FLASK, Dockerfile: image(line) }, 'Dockerfile', 'wrap-in-shell', { at: command });
    expect(result).toBe(expected.startsWith('refused') ? expected : image(expected));
  });
});

describe('remove-step', () => {
  test.each([
    ['alembic upgrade head && gunicorn shop:shop', 'gunicorn shop:shop'],
    ['echo a && alembic upgrade head && gunicorn shop:shop', 'echo a && gunicorn shop:shop'],
    ['alembic upgrade head; gunicorn shop:shop', 'gunicorn shop:shop'],
    ['cd app && alembic upgrade head && gunicorn shop:shop', 'refused: commands before it in Procfile set the folder or variables that it needs'],
    ['export A=1; alembic upgrade head; gunicorn shop:shop', 'refused: commands before it in Procfile set the folder or variables that it needs'],
    ['alembic upgrade head || true; gunicorn shop:shop', 'refused: a condition, a loop or a function of Procfile decides whether it runs'],
    ['(alembic upgrade head) && gunicorn shop:shop', 'refused: a condition, a loop or a function of Procfile decides whether it runs'],
  ])('%s', async (line, expected) => {
    const result = await after({ ...FLASK, Procfile: `web: ${line}\n` }, 'Procfile', 'remove-step', { at: step('alembic') });
    expect(result.replace(/^web: |\n$/g, '')).toBe(expected);
  });

  test.each([
    ['set -e\n# tables\n# first\nalembic upgrade head\n\ngunicorn shop:shop\n', 'set -e\n\ngunicorn shop:shop\n'],
    ['set -e\n# tables\nalembic upgrade head\n# serve\ngunicorn shop:shop\n', 'set -e\n# serve\ngunicorn shop:shop\n'],
    ['set -e\n# tables\nalembic upgrade head\ngunicorn shop:shop', 'set -e\ngunicorn shop:shop'],
    ['set -e\n# tables, users\nalembic upgrade head\npython users.py\ngunicorn shop:shop\n', 'set -e\n# tables, users\npython users.py\ngunicorn shop:shop\n'],
    ['#!/bin/sh\n# starts the shop\nalembic upgrade head\n\ngunicorn shop:shop\n', '#!/bin/sh\n# starts the shop\n\ngunicorn shop:shop\n'],
    ['# starts the shop\n\nalembic upgrade head\ngunicorn shop:shop\n', '# starts the shop\n\ngunicorn shop:shop\n'],
    ["echo 'a\n# b'\nalembic upgrade head\ngunicorn shop:shop\n", "echo 'a\n# b'\ngunicorn shop:shop\n"],
  ])('%j', async (script, expected) => {
    expect(await after({ ...FLASK, Procfile: 'web: sh run.sh\n', 'run.sh': script }, 'run.sh', 'remove-step', { at: step('alembic') })).toBe(expected);
  });
});

test('remove-words takes an option out of each command of a list', async () => {
  const text = String.raw`{ "steps": { "install": { "commands": ["pip install  --no-cache-dir x", "python -c 'print(\"--no-cache-dir\")'", "pip install y \"--no-cache-dir\""] } } }`;
  const result = await after({ ...FLASK, 'railpack.json': text }, 'railpack.json', 'remove-words', { at: (facts) => facts['build.installCommand'], with: { words: '--no-cache-dir' } });
  expect(result).toBe(String.raw`{ "steps": { "install": { "commands": ["pip install x", "python -c 'print(\"--no-cache-dir\")'", "pip install y"] } } }`);
});

describe('set-server-option', () => {
  const FAST = { 'requirements.txt': 'fastapi\nuvicorn\n', 'desk.py': 'from fastapi import FastAPI\ndesk = FastAPI()\n' };
  const option = (name: string, value?: string | number | boolean) => ({ at: server, with: { option: name, ...(value === undefined ? {} : { value }) } });

  test.each([
    ['gunicorn shop:shop', option('worker_tmp_dir', '/dev/shm'), 'gunicorn shop:shop --worker-tmp-dir /dev/shm'],
    ['gunicorn --max-requests=500 shop:shop', option('max_requests_jitter', 50), 'gunicorn --max-requests=500 --max-requests-jitter=50 shop:shop'],
    ['gunicorn -w 2 --max-requests-jitter 0 shop:shop', option('max_requests_jitter', 50), 'gunicorn -w 2 --max-requests-jitter 50 shop:shop'],
    ['gunicorn -w 2 --threads 4 shop:shop', option('threads'), 'gunicorn -w 2 shop:shop'],
    ['gunicorn --threads=4 --threads 2 shop:shop', option('threads'), 'gunicorn shop:shop'],
    ['gunicorn shop:shop', option('access_log', false), 'refused: no option in Procfile turns it on'],
    ['gunicorn shop:shop', { at: server }, 'refused: no option is named'],
  ] as const)('%s: %j', async (line, change, expected) => {
    expect((await after({ ...FLASK, Procfile: `web: ${line}\n` }, 'Procfile', 'set-server-option', change)).replace(/^web: |\n$/g, '')).toBe(expected);
  });

  test.each([
    ['uvicorn desk:desk --workers 2', option('access_log', false), 'uvicorn desk:desk --workers 2 --no-access-log'],
    ['uvicorn desk:desk --access-log', option('access_log', false), 'uvicorn desk:desk'],
    ['uvicorn --interface wsgi desk:desk', option('interface'), 'uvicorn desk:desk'],
  ] as const)('%s: %j', async (line, change, expected) => {
    expect((await after({ ...FAST, Procfile: `web: ${line}\n` }, 'Procfile', 'set-server-option', change)).replace(/^web: |\n$/g, '')).toBe(expected);
  });

  test.each([
    ['workers = 2  # enough\r\nmax_requests = 500\r\n', option('max_requests_jitter', 50), 'workers = 2  # enough\r\nmax_requests_jitter = 50\r\nmax_requests = 500\r\n'],
    ['workers = 2', option('worker_tmp_dir', '/dev/shm'), 'workers = 2\nworker_tmp_dir = "/dev/shm"'],
    ["workers = 2\nworker_tmp_dir = '/tmp'\n", option('worker_tmp_dir', '/dev/shm'), "workers = 2\nworker_tmp_dir = '/dev/shm'\n"],
    ['if True:\n\tthreads = 4\nworkers = 2\n', option('threads'), 'refused: a calculation or a condition in gunicorn.conf.py decides it'],
    ['threads = 4\n# two\nworkers = 2\n', option('threads'), '# two\nworkers = 2\n'],
  ] as const)('%j', async (config, change, expected) => {
    expect(await after({ ...FLASK, Procfile: 'web: gunicorn shop:shop\n', 'gunicorn.conf.py': config }, 'gunicorn.conf.py', 'set-server-option', change)).toBe(expected);
  });

  test('goes into the call that starts the server, and a flag that is on by default is turned off there', async () => {
    const main = 'import uvicorn\n\nif __name__ == "__main__":\n    uvicorn.run("desk:desk", port=8000)\n';
    expect(await after({ ...FAST, 'main.py': main, Procfile: 'web: python main.py\n' }, 'main.py', 'set-server-option', option('access_log', false)))
      .toBe(main.replace('port=8000', 'port=8000, access_log=False'));
  });
});
