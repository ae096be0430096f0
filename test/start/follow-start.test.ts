import { expect, test } from 'vitest';
import type { FactName } from '../../src/model/facts.ts';
import type { StartCase } from './reading.ts';
import { printed, readStart } from './reading.ts';

/** What is asked of a command: facts by name, printed. */
type Wanted = Readonly<Partial<Record<FactName, string>>>;

const START = (scripts: Readonly<Record<string, string>>, more: object = {}) => JSON.stringify({ ...more, scripts }, null, 2);
const FORK = 'a condition decides which of 2 commands starts';

const CASES: readonly (readonly [string, StartCase, Wanted])[] = [
  ['goes into folders', { command: 'cd api && uvicorn main:app', files: { 'api/main.py': '' } }, { 'start.directory': 'api', 'start.appFile': 'api/main.py' }],
  ['forgets a folder behind a subshell', { command: '(cd web && npm run build); uvicorn main:app', files: { 'main.py': '', 'web/package.json': START({ build: 'vite build' }) } }, { 'start.directory': '', 'start.appFile': 'main.py' }],
  ['takes the service root', { command: 'uvicorn app.main:app', root: 'services/api', files: { 'services/api/app/main.py': '' } }, { 'start.directory': 'services/api', 'start.appFile': 'services/api/app/main.py' }],
  ['leaves the port to the environment', { command: 'uvicorn main:app --host 0.0.0.0 --port $PORT' }, { 'server.bind': '0.0.0.0:$PORT', 'server.port': '$PORT' }],
  ['shows a default beside the port', { command: 'uvicorn main:app --port "${PORT:-8000}"' }, { 'server.bind': '127.0.0.1:${PORT:-8000}', 'server.port': '${PORT:-8000}' }],
  ['takes the default of an address that no platform sets', { command: 'gunicorn app:app -b ${HOST:-0.0.0.0}:${PORT:-80}' }, { 'server.bind': '0.0.0.0:${PORT:-80}', 'server.host': '0.0.0.0' }],
  ['uses the port that files set', { command: 'uvicorn main:app --port ${PORT:-8000}', environment: { PORT: '3000' } }, { 'server.bind': '127.0.0.1:3000', 'server.port': '3000' }],
  ['follows a variable set before', { command: 'export PORT=9000; gunicorn app:app' }, { 'server.bind': '0.0.0.0:9000' }],
  ['keeps a variable that is not exported from the server', { command: 'WEB_CONCURRENCY=4; gunicorn app:app' }, { 'server.workers': '1' }],
  ['gives a prefix to its command only', { command: 'WEB_CONCURRENCY=4 echo x; gunicorn app:app' }, { 'server.workers': '1' }],
  ['does not expand in the exec form', { command: 'gunicorn app:app -w ${N:-3}', form: 'exec' }, { 'server.workers': '?' }],
  ['takes defaults of other variables', { command: 'gunicorn app:app -w ${N:-3} -t $T' }, { 'server.workers': '3', 'server.timeout': '? the environment decides $T' }],
  ['says that unknown words may hold options', { command: 'gunicorn app:app -w 2 $EXTRA' }, { 'server.workers': '2', 'server.timeout': '? $EXTRA may set it' }],
  ['finds the server behind wrappers', { command: 'env A=b dumb-init -- newrelic-admin run-program ddtrace-run poetry run nice -n 5 gunicorn app:app' }, { 'start.server': 'gunicorn', 'start.app': 'app:app', 'start.signalPath': '?' }],
  ['finds the server behind secrets', { command: 'doppler run -p x --config prd -- timeout 30 venv/bin/gunicorn app:app -w 2', form: 'exec' }, { 'server.workers': '2', 'start.signalPath': 'wrapper' }],
  ['reads the text of doppler', { command: 'doppler run --command="uvicorn main:app --port 1"' }, { 'start.server': 'uvicorn', 'server.port': '1' }],
  ['reads files that uv runs', { command: 'uv run --no-dev --with x main.py', files: { 'main.py': 'import uvicorn\nuvicorn.run("main:app", port=5)\n' } }, { 'start.server': 'uvicorn', 'server.port': '5' }],
  ['waits with wait-for-it', { command: './wait-for-it.sh db:5432 -t 30 -- uvicorn main:app', form: 'exec' }, { 'start.server': 'uvicorn' }],
  ['reads sh -c', { command: `sh -c "cd api && exec gunicorn -w 3 app:app"`, form: 'exec', files: { 'api/app.py': '' } }, { 'server.workers': '3', 'start.directory': 'api', 'start.signalPath': 'direct' }],
  ['leaves the shell of Debian before the server', { command: 'sh -c "alembic upgrade head && uvicorn main:app"', form: 'exec', image: 'python:3.13-slim' }, { 'start.signalPath': 'shell' }],
  ['knows that the shell of Alpine replaces itself', { command: 'sh -c "alembic upgrade head && uvicorn main:app"', form: 'exec', image: 'python:3.13-alpine' }, { 'start.signalPath': 'direct' }],
  ['knows that the shell of Alpine stays for a script', { command: 'sh start.sh', image: 'python:3.13-alpine', files: { 'start.sh': 'alembic upgrade head\nuvicorn main:app\n' } }, { 'start.signalPath': 'shell' }],
  ['knows that /bin/sh of Red Hat is bash', { command: 'uvicorn main:app', shell: 'sh', image: 'registry.access.redhat.com/ubi9/python-312' }, { 'start.signalPath': 'direct' }],
  ['knows that dumb-init signals everything behind it', { command: 'dumb-init -- sh -c "alembic upgrade head && uvicorn main:app"', form: 'exec' }, { 'start.signalPath': 'init' }],
  ['knows that dumb-init may signal its child alone', { command: 'dumb-init --single-child sh -c "alembic upgrade head && uvicorn main:app"', form: 'exec' }, { 'start.signalPath': 'shell' }],
  ['knows that tini may signal everything', { command: 'tini -g -- sh -c "alembic upgrade head && uvicorn main:app"', form: 'exec' }, { 'start.signalPath': 'init' }],
  ['knows that tini signals its child alone', { command: 'tini -- sh -c "alembic upgrade head && uvicorn main:app"', form: 'exec' }, { 'start.signalPath': 'shell' }],
  ['follows scripts', { command: 'bash bin/start.sh 4', shell: 'bash', files: { 'bin/start.sh': 'set -euo pipefail\ncd "$(dirname "$0")/../api"\nrun() { exec gunicorn -w "$1" app:app; }\nrun "$1"\n', 'api/app.py': '' } }, { 'server.workers': '4', 'start.directory': 'api', 'start.appFile': 'api/app.py', 'start.signalPath': 'direct' }],
  ['knows the folder of a script', { command: './go', files: { go: '#!/usr/bin/env bash\nHERE="$(cd "$(dirname "${BASH_SOURCE[0]}")" && pwd)"\ncd "$HERE/api"\nuvicorn main:app\n', 'api/main.py': '' } }, { 'start.appFile': 'api/main.py', 'start.signalPath': 'shell' }],
  ['runs the arguments of an entrypoint', { command: '/entrypoint.sh gunicorn app:app -w 2', form: 'exec', files: { 'docker/entrypoint.sh': '#!/bin/sh\nalembic upgrade head\nexec "$@"\n' } }, { 'server.workers': '2', 'start.signalPath': 'direct' }],
  ['follows absolute paths of the image', { command: 'sh /srv/start.sh', imageFolder: '/srv', files: { 'start.sh': 'exec daphne a.asgi:application\n' } }, { 'start.server': 'daphne' }],
  ['says which script is missing', { command: 'bash start.sh' }, { 'start.server': '? start.sh is not in the project' }],
  ['decides a case by its argument', { command: 'sh run.sh web', files: { 'run.sh': 'case "$1" in\n w*) exec uvicorn main:app ;;\n *) exec celery -A x worker ;;\nesac\n' } }, { 'start.server': 'uvicorn' }],
  ['leaves a case to the environment', { command: 'sh run.sh', files: { 'run.sh': 'case "$ROLE" in\n web) exec uvicorn main:app ;;\n *) exec celery -A x worker ;;\nesac\n' } }, { 'start.server': `? ${FORK}` }],
  ['keeps what branches agree on', { command: 'if [ "$E" = p ]; then gunicorn -w 4 -t 9 app:app; else gunicorn -w 1 -t 9 app:app; fi' }, { 'start.server': 'gunicorn', 'server.timeout': '9', 'server.workers': `? ${FORK}` }],
  ['ignores branches that give up', { command: 'sh run.sh', files: { 'run.sh': 'if [ -z "$DB" ]; then\n echo missing >&2\n exit 1\nfi\nuntil nc -z db 5432; do sleep 1; done\nexec gunicorn -w 2 app:app\n' } }, { 'server.workers': '2' }],
  ['takes the foreground of two servers', { command: 'node bot.js & exec uvicorn main:app' }, { 'start.server': 'uvicorn' }],
  ['takes a server over a program', { command: 'uvicorn main:app & python bot.py' }, { 'start.server': 'uvicorn' }],
  ['does not believe a fallback', { command: 'gunicorn -w 2 app:app || exit 1' }, { 'server.workers': '2' }],
  ['follows npm scripts', { command: 'npm start', files: { 'package.json': START({ prestart: 'prisma migrate deploy', start: 'npm run serve', serve: 'next start -p ${PORT:-3000}' }) } }, { 'start.server': 'next', 'server.port': '${PORT:-3000}', 'start.signalPath': 'package-manager' }],
  ['passes arguments on', { command: 'npm start -- -p 4000', files: { 'package.json': START({ start: 'next start' }) } }, { 'server.port': '4000' }],
  ['keeps flags of npm', { command: 'npm start --loglevel error', files: { 'package.json': START({ start: 'next start' }) } }, { 'start.serverCommand': 'next start' }],
  ['passes arguments of pnpm on', { command: 'pnpm start -p $PORT', files: { 'package.json': START({ start: 'next start' }) } }, { 'server.port': '$PORT' }],
  ['goes to the folder of --prefix', { command: 'npm --prefix web run start', files: { 'web/package.json': START({ start: 'node server.js' }), 'web/server.js': '' } }, { 'start.appFile': 'web/server.js' }],
  ['finds workspaces by name', { command: 'pnpm --filter @x/api... start', files: { 'package.json': '{}', 'apps/api/package.json': START({ start: 'node dist/main' }, { name: '@x/api' }), 'apps/api/dist/main.js': '' } }, { 'start.appFile': 'apps/api/dist/main.js' }],
  ['finds workspaces of yarn', { command: 'yarn workspace web start', files: { 'web/package.json': START({ start: 'nodemon src/a.ts' }, { name: 'web' }) } }, { 'start.server': 'node', 'server.development': 'true', 'server.reload': 'true' }],
  ['runs programs by the manager', { command: 'yarn next dev', files: { 'package.json': START({}) } }, { 'start.server': 'next', 'server.development': 'true' }],
  ['knows no program of the name start', { command: 'pnpm start', files: { 'package.json': START({ begin: 'next start' }) } }, { 'start.server': '? package.json has no script start' }],
  ['leaves task runners alone', { command: 'npm start', files: { 'package.json': START({ start: 'turbo run start' }) } }, { 'start.server': '? turbo decides what runs' }],
  ['ends scripts that call themselves', { command: 'npm start', files: { 'package.json': START({ start: 'npm start' }) } }, { 'start.server': '? it calls itself, or nests deeper than we follow' }],
  ['reads uvicorn.run', { command: 'python -u main.py', files: { 'main.py': 'import os, uvicorn\nfrom config import WORKERS\ndef main(port=int(os.getenv("PORT", 80))):\n    uvicorn.run("app.api:app", host="0.0.0.0", port=port, workers=WORKERS)\nif __name__ == "__main__":\n    main()\n', 'config.py': 'WORKERS = 2 * 2\n', 'app/api.py': '' } }, { 'start.server': 'uvicorn', 'server.workers': '4', 'server.bind': '0.0.0.0:${PORT:-80}', 'start.appFile': 'app/api.py', 'service.kind': 'web' }],
  ['reads uvicorn.Server', { command: 'python -m bot', files: { 'bot/__main__.py': 'import asyncio\nfrom uvicorn import Config, Server\nfrom .web import app\nasync def main():\n    server = Server(Config(app, host="::", port=81))\n    await server.serve()\nasyncio.run(main())\n', 'bot/web.py': 'app = 1\n' } }, { 'start.server': 'uvicorn', 'server.port': '81', 'start.appFile': 'bot/web.py' }],
  ['reads app.run of Flask', { command: 'python wsgi.py', files: { 'wsgi.py': 'from shop import create_app\napp = create_app()\nif __name__ == "__main__":\n    app.run(port=5001, debug=True)\n', 'shop/__init__.py': 'from flask import Flask\ndef create_app():\n    return Flask(__name__)\n' } }, { 'start.server': 'flask', 'server.development': 'true', 'server.debug': 'true', 'server.bind': '127.0.0.1:5001' }],
  ['does not start what is imported', { command: 'python main.py', files: { 'main.py': 'import helper\n', 'helper.py': 'import uvicorn\nif __name__ == "__main__":\n    uvicorn.run("x:y")\n' } }, { 'start.server': 'python' }],
  ['reads waitress', { command: 'python serve.py', files: { 'serve.py': 'from waitress import serve\nfrom app import app\nserve(app, host="0.0.0.0", port=8080, threads=6)\n', 'app.py': 'app = 1\n' } }, { 'start.server': 'waitress', 'server.threads': '6', 'server.bind': '0.0.0.0:8080' }],
  ['reads hypercorn configured in code', { command: 'python main.py', files: { 'main.py': 'import asyncio\nfrom hypercorn.asyncio import serve\nfrom hypercorn.config import Config\nconfig = Config()\nconfig.bind = ["0.0.0.0:80"]\nconfig.workers = 3\nasyncio.run(serve(app, config))\n' } }, { 'start.server': 'hypercorn', 'server.bind': '0.0.0.0:80', 'server.workers': '3' }],
  ['reads gunicorn started from code', { command: 'python main.py', files: { 'main.py': 'from gunicorn.app.base import BaseApplication\nclass Web(BaseApplication):\n    pass\nif __name__ == "__main__":\n    options = {"bind": "0.0.0.0:80", "workers": 5}\n    Web(app, options).run()\n' } }, { 'start.server': 'gunicorn', 'server.workers': '5', 'server.bind': '0.0.0.0:80' }],
  ['leaves workers to the machine', { command: 'gunicorn app:app', files: { 'gunicorn.conf.py': 'import multiprocessing\nworkers = multiprocessing.cpu_count() * 2 + 1\n' } }, { 'server.workers': '? it depends on the CPUs of the machine', 'server.timeout': '30' }],
  ['leaves conditions in a configuration open', { command: 'gunicorn app:app', files: { 'gunicorn.conf.py': 'while True:\n    pass\nimport os\nif os.getenv("X"):\n    workers = 3\n' } }, { 'server.workers': '? a condition decides it' }],
  ['says which configuration is missing', { command: 'gunicorn -c conf/g.py -w 2 app:app' }, { 'server.workers': '2', 'server.timeout': '? its configuration file conf/g.py is not in the project' }],
  ['follows --chdir', { command: 'gunicorn --chdir src/web app:app', files: { 'src/web/app.py': '' } }, { 'start.appFile': 'src/web/app.py', 'start.directory': '' }],
  ['follows PYTHONPATH', { command: 'PYTHONPATH=lib gunicorn app:app', files: { 'lib/app.py': '' } }, { 'start.appFile': 'lib/app.py' }],
  ['follows --app-dir', { command: 'uvicorn --app-dir api main:app', files: { 'api/main.py': '' } }, { 'start.appFile': 'api/main.py' }],
  ['knows what an asgi.py holds', { command: 'daphne -b 0.0.0.0 -p $PORT site.asgi:application', files: { 'site/asgi.py': '' } }, { 'start.interface': 'asgi', 'server.bind': '0.0.0.0:$PORT', 'server.workers': '1' }],
  ['reads hypercorn', { command: 'hypercorn -c h.toml main:app --bind "[::]:$PORT"', files: { 'h.toml': 'workers = 3\nbind = "x:1"\n' } }, { 'server.workers': '3', 'server.bind': '[::]:$PORT', 'server.host': '::', 'server.port': '$PORT' }],
  ['reads granian', { command: 'granian --interface asgi --host 0.0.0.0 main:app', environment: { GRANIAN_WORKERS: '3' } }, { 'server.workers': '3', 'server.bind': '0.0.0.0:8000', 'start.app': 'main:app' }],
  ['reads flask run', { command: 'flask --app web run -h 0.0.0.0 -p $PORT --debug' }, { 'server.bind': '0.0.0.0:$PORT', 'server.development': 'true', 'server.debug': 'true', 'start.app': 'web' }],
  ['reads fastapi run', { command: 'fastapi run app/main.py --workers 2', files: { 'app/main.py': '' } }, { 'start.server': 'uvicorn', 'server.workers': '2', 'start.appFile': 'app/main.py' }],
  ['reads runserver', { command: 'python manage.py runserver 8000', files: { 'manage.py': '' } }, { 'start.server': 'django', 'server.development': 'true', 'server.bind': '127.0.0.1:8000' }],
  ['reads celery', { command: 'celery -A proj worker -c 4 -l info' }, { 'start.server': 'celery', 'service.kind': 'worker', 'start.app': 'proj', 'server.workers': '4' }],
  ['does not know binaries', { command: './bin/api' }, { 'start.server': '? api is a program that we do not know', 'start.serverCommand': './bin/api' }],
  ['does not read what does not parse', { command: 'a && && b' }, { 'start.server': '?' }],
  ['has nothing to say of nothing', { command: '' }, { 'start.server': '? no command in it starts a server' }],
];

test.each(CASES)('%s', async (_, start, wanted) => {
  const reading = await readStart(start);
  const got = Object.fromEntries(Object.entries(wanted).map(([name, value]) => {
    const text = printed(reading, name as FactName);
    return [name, value === '?' ? text.slice(0, 1) : text];
  }));
  expect(got).toEqual(wanted);
});

const SIGNALS = [
  ['exec', undefined, 'node a.js', 'direct'], ['shell', 'bash', 'node a.js', 'direct'], ['shell', 'bash', 'cd x && A=1 node a.js', 'direct'], ['shell', 'bash', 'node a.js | tee log', 'shell'], ['shell', 'bash', 'node a.js > log', 'shell'], ['shell', 'bash', 'node a.js; echo', 'shell'],
  ['shell', 'bash', '(node a.js)', 'shell'], ['shell', 'sh', 'node a.js', 'shell'], ['shell', 'sh', 'exec node a.js', 'direct'], ['shell', 'sh', 'cd x && exec node a.js', 'direct'], ['shell', undefined, 'node a.js', '?'], ['exec', undefined, 'tini -g -- node a.js', 'init'],
  ['exec', undefined, 'sh -c "node a.js"', 'shell'], ['exec', undefined, 'bash -lc "node a.js"', 'direct'], ['exec', undefined, 'uv run python a.py', 'wrapper'], ['exec', undefined, 'npx serve', 'package-manager'],
] as const;

test.each(SIGNALS)('%s form, %s: %s gets signals %s', async (form, shell, command, path) => {
  const reading = await readStart({ command, form, ...(shell === undefined ? {} : { shell }) });
  expect(printed(reading, 'start.signalPath').replace(/^\?.*/, '?')).toBe(path);
});

test('names the purpose of every step', async () => {
  const command = 'python manage.py migrate && npx prisma migrate deploy; alembic upgrade head; python manage.py collectstatic --noinput; pip install x; npm run build; python manage.py loaddata a; celery -A x worker & gunicorn app:app';
  const steps = (await readStart({ command })).facts['start.steps'];
  const purposes = steps?.state === 'known' ? steps.value.map((step) => `${step.purpose}${step.background ? '&' : ''}`) : [];
  expect(purposes).toEqual(['migration', 'migration', 'migration', 'static-files', 'install', 'build', 'seed', 'worker&', 'server']);
});

test('shows where a value stands, also in a script', async () => {
  const text = '#!/bin/sh\r\nexec gunicorn \\\r\n  --workers 4 app:app\r\n';
  const reading = await readStart({ command: './start.sh', files: { 'start.sh': text } });
  const fact = reading.facts['server.workers'];
  const provenance = fact?.state === 'known' ? fact.provenance : undefined;
  expect(provenance?.kind === 'declared' && [provenance.file.path, provenance.range.start, text.slice(provenance.range.start, provenance.range.end)]).toEqual(['start.sh', text.indexOf('4'), '4']);
  expect(reading.problems.map((problem) => problem.message)).toEqual(['start.sh has Windows line ends, which a shell takes for part of the words']);
});

test('keeps the losers', async () => {
  const reading = await readStart({ command: 'gunicorn -w 2 app:app', environment: { GUNICORN_CMD_ARGS: '-w 3', WEB_CONCURRENCY: '4' }, files: { 'gunicorn.conf.py': 'workers = 5\n' } });
  expect(reading.overrides.map((override) => `${String(override.loser.value)} ${override.because}`)).toEqual(['3 the command line wins over GUNICORN_CMD_ARGS', '5 the command line wins over gunicorn.conf.py', '4 the command line wins over WEB_CONCURRENCY']);
});

test('says of every option where it is set and whether it counts', async () => {
  const reading = await readStart({ command: 'gunicorn -w 2 --max-requests ${RECYCLE:-500} app:app', environment: { GUNICORN_CMD_ARGS: '--worker-tmp-dir=/dev/shm', WEB_CONCURRENCY: '4' }, files: { 'gunicorn.conf.py': 'import os\nworkers = 5\naccesslog = "-"  # to the console\nthreads = os.environ["T"]\n' } });
  const options = reading.facts['server.options'];
  const shown = options?.state === 'known' ? options.value.map(({ name, value, by, effective }) => `${name}=${value.state === 'known' ? value.value : '?'} by ${by}${effective ? '' : ' (loses)'}`) : [];
  expect(shown).toEqual(['workers=2 by the command line', 'max_requests=500 by the command line', 'worker_tmp_dir=/dev/shm by GUNICORN_CMD_ARGS', 'workers=5 by gunicorn.conf.py (loses)',
    'accesslog=- by gunicorn.conf.py', 'threads=? by gunicorn.conf.py', 'workers=4 by WEB_CONCURRENCY (loses)']);
});

const COMPLETE = [
  ['uvicorn main:app', 'true'], ['uvicorn main:app --port 1 $MORE', '? $MORE may hold further options'], ['gunicorn -c elsewhere.py app:app', '? its configuration file elsewhere.py is not in the project'],
  ['uvicorn main:app --worker 2', '? uvicorn refuses its command line: no such option --worker'], ['hypercorn main:app', 'true'], ['granian --interface asgi main:app', 'true'],
] as const;

test.each(COMPLETE)('%s: all options are known: %s', async (command, wanted) => {
  expect(printed(await readStart({ command }), 'server.optionsComplete')).toBe(wanted);
});

test('survives hostile scripts', async () => {
  const branches = Array.from({ length: 60 }, (_, index) => `if [ "$A${index}" = 1 ]; then exec gunicorn -w ${index} app:app; fi`).join('\n');
  const functions = 'f() { f; f; f; }\nf\n';
  const start = process.cpuUsage(); // a busy machine takes longer, and works no more
  expect(printed(await readStart({ command: branches }), 'start.server')).toBe('? there are more ways through the scripts than we follow');
  await readStart({ command: functions });
  await readStart({ command: `gunicorn -${'D'.repeat(50_000)} app:app` });
  await readStart({ command: Array.from({ length: 3000 }, (_, index) => `if [ "$A" = ${index} ]; then ./prog${index}; fi`).join('\n') });
  await readStart({ command: Array.from({ length: 3000 }, (_, index) => `[ "$A" = ${index} ] && ./same || true`).join('\n') });
  await readStart({ command: `${'sh -c "'.repeat(200)}x` });
  await readStart({ command: 'gunicorn app:app', files: { 'gunicorn.conf.py': `workers = ${'('.repeat(5000)}1${')'.repeat(5000)}\n` } });
  await readStart({ command: `gunicorn app:app ${'-w 1 '.repeat(20_000)}` });
  const { user, system } = process.cpuUsage(start);
  expect((user + system) / 1000).toBeLessThan(5000);
});
