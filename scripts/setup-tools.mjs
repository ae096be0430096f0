// Makes .venv and .tools with the servers, frameworks, migration tools and checkers that the tests run, and installs PostgreSQL, Redis, shells, the terminal,
// the browser and readers of what we write; the examples that the oracles speak of come with scripts/setup-trees.mjs. The railway CLI takes minutes to build: `--without-railway` leaves it to scripts/setup-railway.mjs.
// Running it again changes nothing.
import { execFileSync, spawn } from 'node:child_process';
import { existsSync, mkdirSync, readFileSync, readdirSync, writeFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';

/** Python packages in .venv. */
const PYTHON_PACKAGES = [
  'gunicorn', 'uvicorn', 'uvicorn-worker', 'fastapi', 'flask', 'django', 'sqlalchemy', 'alembic', 'asyncpg', 'psycopg[binary]', 'greenlet',
  'pre-commit', 'zizmor', 'check-jsonschema', 'httpx', 'aiohttp', 'requests', 'uv', 'psycopg_pool', 'psycopg2-binary', 'flask-sqlalchemy', 'dj-database-url', 'django-environ', 'prometheus_client',
  'slowapi', 'flask-limiter', 'flask-cors', 'redis', 'celery', 'rq', 'arq', 'cachetools', 'async-lru', 'sqlmodel', 'apscheduler', 'pydantic-settings', 'peewee', 'pymongo', 'motor', 'tortoise-orm', 'databases', 'aiopg', 'aiomysql',
];

/** A redis-py beside the one of .venv, which arq keeps below 6: https://pypi.org/project/arq/ */
const NEWER_REDIS = ['redis>=8'];

/** npm packages in .tools, a folder with a package.json of its own; nothing of it is shipped or bundled. */
const NODE_PACKAGES = {
  '@actions/core': '^3.0.1', // how GitHub itself writes workflow commands
  '@hono/node-server': '^1.19.0',
  '@microsoft/jest-sarif': '1.0.0-beta.0', // the schema of SARIF 2.1.0, and an ajv that knows its draft
  '@neondatabase/serverless': '^1.2.0',
  '@nestjs/common': '^11.1.0',
  '@nestjs/core': '^11.1.0',
  '@nestjs/platform-express': '^11.1.0',
  '@prisma/adapter-pg': '^7.0.0',
  '@prisma/client': '^7.0.0',
  '@types/express': '^5.0.0',
  '@types/node': '^20.19.0',
  '@types/pg': '^8.15.0',
  bullmq: '^5.0.0',
  cors: '^2.8.0',
  dotenv: '^17.2.0',
  'drizzle-orm': '^0.44.0',
  express: '^5.1.0',
  'express-rate-limit': '^8.7.0',
  fastify: '^5.6.0',
  helmet: '^8.3.0',
  hono: '^4.10.0',
  husky: '^9.1.0',
  ioredis: '^5.8.0',
  knex: '^3.1.0',
  kysely: '^0.28.0',
  'lru-cache': '^11.2.0',
  mongodb: '^6.20.0',
  mysql2: '^3.24.0',
  'p-limit': '^7.1.0',
  pg: '^8.16.0',
  'pg-boss': '^10.4.2',
  postgres: '^3.4.7',
  prisma: '^7.0.0',
  'prom-client': '^15.1.0',
  railway: '3.11.0', // what .railway/railway.ts is written for; plain `npm i railway` gives Node 20 another package, an older one
  'rate-limit-redis': '^6.0.0',
  redis: '^6.3.0',
  'reflect-metadata': '^0.2.2',
  rxjs: '^7.8.0',
  sequelize: '^6.37.0',
  typeorm: '^0.3.27',
  typescript: '^5.9.0',
  undici: '^7.16.0',
};

const path = (name) => fileURLToPath(new URL(`../${name}`, import.meta.url));

function run(program, args, options = {}) {
  execFileSync(program, args, { stdio: ['ignore', 'ignore', 'inherit'], ...options });
}

/** Runs `install` when what it installs last was another list. */
function once(marker, list, install) {
  const wanted = JSON.stringify(list);
  if (existsSync(marker) && readFileSync(marker, 'utf8') === wanted) return;
  install();
  writeFileSync(marker, wanted);
}

function runs(program, args) {
  try {
    execFileSync(program, args, { stdio: 'ignore' });
    return true;
  } catch {
    return false;
  }
}

function setUpPython() {
  const python = path('.venv/bin/python');
  if (!existsSync(python)) run('python3', ['-m', 'venv', path('.venv')]);
  once(path('.venv/packages.json'), PYTHON_PACKAGES, () => {
    run(python, ['-m', 'pip', 'install', '--quiet', '--disable-pip-version-check', ...PYTHON_PACKAGES]);
  });
  once(path('.venv/redis-8.json'), NEWER_REDIS, () => {
    run(python, ['-m', 'pip', 'install', '--quiet', '--disable-pip-version-check', '--no-deps', '--upgrade', '--target', path('.venv/redis-8'), ...NEWER_REDIS]);
  });
}

/** Without install scripts: what they would fetch comes from elsewhere, and no test needs it. */
function setUpNode() {
  mkdirSync(path('.tools'), { recursive: true });
  once(path('.tools/packages.json'), NODE_PACKAGES, () => {
    writeFileSync(path('.tools/package.json'), `${JSON.stringify({ private: true, dependencies: NODE_PACKAGES }, undefined, 2)}\n`);
    run('npm', ['install', '--silent', '--no-audit', '--no-fund', '--ignore-scripts', '--legacy-peer-deps'], { cwd: path('.tools'), shell: process.platform === 'win32' });
  });
}

/** Debian keeps the server's programs out of the PATH: /usr/lib/postgresql/<version>/bin. */
const hasPostgres = () => runs('initdb', ['--version'])
  || (existsSync('/usr/lib/postgresql') && readdirSync('/usr/lib/postgresql').some((version) => existsSync(`/usr/lib/postgresql/${version}/bin/initdb`)));

const hasBrowser = () => ['chromium', 'chromium-browser', 'google-chrome'].some((name) => runs(name, ['--version']));

/** Debian's packages, where the machine lets us install them: the terminal, the shells, the databases and the browser of the tests, and readers of what we write. */
function setUpPrograms() {
  const missing = [
    ...['zsh', 'fish'].filter((shell) => !runs(shell, ['--version'])),
    ...(runs('tmux', ['-V']) ? [] : ['tmux']), ...(hasPostgres() ? [] : ['postgresql']), ...(runs('redis-server', ['--version']) ? [] : ['redis-server']), ...(runs('pgbouncer', ['--version']) ? [] : ['pgbouncer']), ...(hasBrowser() ? [] : ['chromium', 'fonts-liberation']),
    ...(runs('xmllint', ['--version']) ? [] : ['libxml2-utils']), ...(runs('cmark-gfm', ['--version']) ? [] : ['cmark-gfm']),
  ];
  if (missing.length === 0) return;
  const administrator = process.getuid?.() === 0 ? [] : ['sudo'];
  for (const words of [['update'], ['install', '--yes', '--no-install-recommends', ...missing]]) {
    const [program, ...rest] = [...administrator, 'apt-get', ...words];
    run(program, rest);
  }
}

/** A checker of GitHub workflows that comes as source. */
function setUpActionlint() {
  if (existsSync(path('.tools/bin/actionlint')) || !runs('go', ['version'])) return;
  run('go', ['install', 'github.com/rhysd/actionlint/cmd/actionlint@v1.7.7'], { env: { ...process.env, GOBIN: path('.tools/bin') } });
}

const railway = process.argv.includes('--without-railway') ? undefined : spawn('node', [path('scripts/setup-railway.mjs')], { stdio: ['ignore', 'ignore', 'inherit'] });
railway?.on('close', (code) => { process.exitCode ||= code ?? 1; });
try {
  run('node', [path('scripts/setup-trees.mjs')]);
  setUpPython();
  setUpNode();
  setUpActionlint();
  setUpPrograms();
} catch (error) {
  railway?.kill();
  throw error;
}
