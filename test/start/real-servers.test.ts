import { spawnSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { expect, test } from 'vitest';
import { valueOf } from '../../src/model/fact.ts';
import type { StartReading } from '../../src/start/start-input.ts';
import { printed, readStart } from './reading.ts';

const PYTHON = fileURLToPath(new URL('../../.venv/bin/python', import.meta.url));
const ASK = fileURLToPath(new URL('real_servers.py', import.meta.url));

/** On a machine that must have the servers, their absence fails. */
const REQUIRED = Boolean(process.env['CI']) || process.env['OPTIMIZE_REQUIRE_TOOLS'] === '1';

interface RealCase {
  readonly server: 'gunicorn' | 'uvicorn';
  readonly words: readonly string[];
  readonly files: Readonly<Record<string, string>>;
  readonly environment: Readonly<Record<string, string>>;
}

const COMMANDS = [
  [], ['-w', '3'], ['-w4', '-b:8000', '-kgthread', '-t60'], ['--workers=5', '--threads=2'], ['--thread', '4'], ['--time', '9'], ['-b', '0.0.0.0:1', '-b', '[::]:2'], ['-k', 'uvicorn.workers.UvicornWorker', '--keep-alive', '7'],
  ['--max-requests', '100', '--preload', '--reload'], ['-DR', '--graceful-timeout', '8'], ['--workers', '1_0'], ['-k', 'gunicorn.workers.sync.SyncWorker', '--threads', '3'], ['--bind=unix:/tmp/socket'], ['-k=gevent', '-w=2'],
  ['--log-file', '-', '--access-logfile', '-', '-w', '2'], ['-w', '2', '-w', '6'], ['--limit-request-line', '0', '--name', 'api', '--worker-tmp-dir', '/dev/shm'], ['-t', '0', '--no-sendfile', '--proxy-protocol'],
  ['--max-requests=900', '--max-requests-jitter=90', '--worker-connections', '50', '--backlog', '64'], ['--access-logfile=-', '--forwarded-allow-ips=*', '--log-level', 'debug', '--capture-output'],
  ['-k', 'asgi', '--asgi-loop', 'asyncio', '--http-parser', 'python', '--proxy-allow-from', '10.0.0.1'],
] as const;

const CONFIGURATIONS: readonly Readonly<Record<string, string>>[] = [
  {}, { 'gunicorn.conf.py': 'workers = 5\ntimeout = 77\nbind = "0.0.0.0:7000"\nworker_class = "gthread"\nthreads = 8\n' },
  { 'gunicorn.conf.py': 'import os\nbind = f"0.0.0.0:{os.environ.get(\'PORT\', \'8080\')}"\nworkers = int(os.getenv("WEB_CONCURRENCY", 2)) * 2 + 1\nkeepalive = 10 if os.getenv("NOPE") else 4\n' },
  { 'gunicorn.conf.py': 'from settings import WORKERS, TIMES as times\nimport settings\nworkers = WORKERS or 1\ntimeout = times["slow"] if False else settings.SLOW\nbind = ["127.0.0.1:1", "127.0.0.1:2"]\npreload_app = True\n', 'settings.py': 'WORKERS = max(2, 3)\nTIMES = {"slow": 9}\nSLOW = 60 * 2\n' },
  { 'gunicorn.conf.py': 'workers = "0x3"\nbind = "0.0.0.0:1,0.0.0.0:2"\nreload = "true"\ngraceful_timeout = "12"\nif 1 > 2:\n    workers = 9\nmax_requests = -(-50)\nimport json\nthreads = 3 if json else 1\n' },
  { 'gunicorn.conf.py': '# temporary files in memory\nworker_tmp_dir = "/tmp"\naccesslog = "-"\nmax_requests, max_requests_jitter = 1000, 0\nmax_requests_jitter = 5 * 10\nworker_connections = "20"\nloglevel = \'warning\'\nworker = 7\n' },
];

const ENVIRONMENTS: readonly Readonly<Record<string, string>>[] = [{}, { PORT: '9000', WEB_CONCURRENCY: '4' }, { GUNICORN_CMD_ARGS: "--workers=3 --timeout 9 --name 'a b'" },
  { GUNICORN_CMD_ARGS: '--max-requests-jitter 7 --access-logfile /dev/stdout --preload', FORWARDED_ALLOW_IPS: '10.0.0.0/8', WEB_CONCURRENCY: '3' }];

const UVICORN: readonly (readonly [readonly string[], Readonly<Record<string, string>>])[] = [
  [[], {}], [['--port', '81'], { UVICORN_PORT: '80', UVICORN_HOST: '::' }], [['--workers', '2'], { WEB_CONCURRENCY: '5' }], [[], { WEB_CONCURRENCY: '5' }], [[], { WEB_CONCURRENCY: '5', UVICORN_WORKERS: '3' }],
  [['--host=0.0.0.0', '--port=8000', '--reload'], {}], [['--timeout-keep-alive', '30', '--limit-max-requests', '1000'], { PORT: '1' }], [['--port', '1', '--port', '2', '--no-access-log'], {}], [['--work', '2'], {}], [['-p', '80'], {}],
  [['--log-level', 'WARNING'], {}], [['--factory', '--app-dir', 'src', '--header', 'a:b'], { UVICORN_RELOAD: 'true' }], [['--timeout', '3'], {}], [['--reload', '--workers', '4'], {}],
  [['--loop', 'asyncio', '--http=h11', '--interface', 'asgi3', '--ws', 'wsproto'], { UVICORN_LOOP: 'uvloop', UVICORN_ACCESS_LOG: 'false' }], [['--access-log', '--no-proxy-headers'], { UVICORN_LIMIT_CONCURRENCY: '40' }],
  [['--limit-max-requests', '500', '--limit-max-requests-jitter=50', '--timeout-graceful-shutdown', '20', '--http2'], { UVICORN_SERVER_HEADER: '0', UVICORN_ROOT_PATH: '/api' }], [['--forwarded-allow-ips', '*', '--lifespan=on'], { UVICORN_LOG_LEVEL: 'debug', UVICORN_BACKLOG: '9' }],
];

function casesOf(): readonly RealCase[] {
  const gunicorn = COMMANDS.flatMap((words, index): RealCase[] => CONFIGURATIONS.map((files, offset) => ({
    server: 'gunicorn', words: [...words, 'app:app'], files, environment: ENVIRONMENTS[(index + offset) % ENVIRONMENTS.length] ?? {} })));
  const uvicorn = UVICORN.map(([words, environment]): RealCase => ({ server: 'uvicorn', words: ['main:app', ...words], files: {}, environment }));
  return [...gunicorn, ...uvicorn];
}

/** What a server made of each of its options, beside the default that it has without any. */
type Answered = Readonly<Record<string, readonly [value: string, usual: string]>>;

/** Options of which the fact says something else than the server: what counts is stated, and what is not stated has its default. */
function optionDifferences({ facts }: StartReading, answered: Answered | undefined): readonly string[] {
  if (answered === undefined) return [];
  const stated = valueOf(facts['server.options']) ?? [];
  return Object.entries(answered).flatMap(([name, [value, usual]]) => {
    const counting = stated.filter((option) => option.name === name && option.effective);
    const said = counting[0] === undefined ? usual : valueOf(counting[0].value) ?? '?';
    return counting.length < 2 && plain(said) === plain(value) ? [] : [`${name}: ${said} instead of ${value}`];
  });
}

/** Numbers and truth values as both sides may write them: `0x3` is 3, `true` is True, and uvicorn's level may be a number. */
function plain(text: string): string {
  const lower = text.trim().toLowerCase().replaceAll('_', /^[\d_]+$/.test(text) ? '' : '_');
  return /^0x[\da-f]+$/.test(lower) ? String(Number(lower)) : lower === '0' ? 'false' : lower === '1' ? 'true' : lower;
}

const has = existsSync(PYTHON);

test.skipIf(!has && !REQUIRED)('reads settings as the installed gunicorn and uvicorn do (skipped until node scripts/setup-tools.mjs made .venv)', async () => {
  expect(has, 'node scripts/setup-tools.mjs makes .venv').toBe(true);
  const cases = casesOf();
  const asked = spawnSync(PYTHON, [ASK], { input: cases.map((one) => JSON.stringify(one)).join('\n'), encoding: 'utf8', maxBuffer: 1e8 });
  const answers = asked.stdout.trim().split('\n').map((line) => JSON.parse(line) as Readonly<Record<string, unknown>>);
  expect(answers.length, asked.stderr).toBe(cases.length);
  const differences: string[] = [];
  let compared = 0;
  for (const [index, one] of cases.entries()) {
    const command = [one.server, ...one.words].map((word) => (/^[\w./:=@,-]+$/.test(word) ? word : `'${word}'`)).join(' ');
    const unset = ['PORT', 'WEB_CONCURRENCY', 'NOPE', 'GUNICORN_CMD_ARGS', 'FORWARDED_ALLOW_IPS'].filter((name) => !Object.hasOwn(one.environment, name));
    const reading = await readStart({ command, files: one.files, environment: one.environment, unset });
    const answer = answers[index] ?? {};
    const { 'server.options': options, ...settings } = answer;
    const wanted = answer['refused'] === undefined ? settings : { 'start.app': '?' };
    for (const difference of optionDifferences(reading, options as Answered | undefined)) differences.push(`${command} ${JSON.stringify(one.environment)} ${JSON.stringify(one.files)} ${difference}`);
    compared += Object.keys(options ?? {}).length;
    for (const [name, value] of Object.entries(wanted)) {
      compared += 1;
      const got = printed(reading, name as 'server.bind');
      const expected = typeof value === 'string' ? value : JSON.stringify(value);
      if (expected === '?' ? !got.startsWith('?') : got !== expected) differences.push(`${command} ${JSON.stringify(one.environment)} ${JSON.stringify(one.files)} ${name}: ${got} instead of ${expected} ${String(answer['refused'] ?? '')}`);
    }
  }
  expect(compared).toBeGreaterThan(3000);
  expect(differences).toEqual([]);
});
