import { describe, expect, it } from 'vitest';
import type { GivenVariables } from '../support/live-state.ts';
import { liveState } from '../support/live-state.ts';
import { printed, readLiveService } from './read-live.ts';

const GUNICORN = { 'requirements.txt': 'flask==3.1.0\ngunicorn==23.0.0\nSQLAlchemy==2.0.30\npsycopg2-binary==2.9.9\n', Procfile: 'web: gunicorn shop:shop\n' };
const SHOP = 'import os\nfrom flask import Flask\nfrom sqlalchemy import create_engine\n\nshop = Flask(__name__)\n';
const POOL = { ...GUNICORN, 'shop.py': `${SHOP}engine = create_engine(os.environ["DATABASE_URL"], pool_size=int(os.environ.get("POOL", "4")), max_overflow=0)\n` };

const live = (variables: GivenVariables) => liveState({ services: [{ variables }] });

/** Pools by what bounds them. */
async function poolsOf(files: Readonly<Record<string, string>>, state: ReturnType<typeof liveState> | undefined): Promise<readonly string[]> {
  const service = await readLiveService(files, state);
  const pools = service.facts['database.pools'];
  return pools?.state === 'known' ? pools.value.flatMap(({ maximum }) => printed({ ...service, facts: { 'database.maxConnections': maximum } as never }, 'database.maxConnections')) : [];
}

describe('a variable of the platform', () => {
  it('changes the workers of gunicorn', async () => {
    expect(printed(await readLiveService(POOL, live({ WEB_CONCURRENCY: '5' })), 'server.workers')).toMatchInlineSnapshot(`
      [
        "server.workers = 5  Railway: web, variables.WEB_CONCURRENCY (production)",
      ]
    `);
    expect(printed(await readLiveService(POOL, live({ GUNICORN_CMD_ARGS: '--workers 6 --threads 2', WEB_CONCURRENCY: '5' })), 'server.workers', 'server.threads')).toMatchInlineSnapshot(`
      [
        "server.workers = 6  Railway: web, variables.GUNICORN_CMD_ARGS (production)",
        "server.threads = 2  Railway: web, variables.GUNICORN_CMD_ARGS (production)",
      ]
    `);
    expect(printed(await readLiveService(POOL, live({ WEB_CONCURRENCY: {} })), 'server.workers')).toMatchInlineSnapshot(`
      [
        "server.workers is unknown: the value of WEB_CONCURRENCY is hidden  Railway: web, variables.WEB_CONCURRENCY (production)",
      ]
    `);
  });

  it('gives way to what the user assumes', async () => {
    const { root, remove } = (await import('../support/cli.ts')).makeProject(POOL);
    try {
      const { scan } = await import('../../src/scan.ts');
      const { project } = await scan(root, { asOf: '2026-11-22', live: live({ WEB_CONCURRENCY: '5' }), assume: ['env.WEB_CONCURRENCY=3'] });
      const [service] = project.services;
      expect(service === undefined ? [] : printed(service, 'server.workers')).toMatchInlineSnapshot(`
        [
          "server.workers = 3",
        ]
      `);
    } finally {
      remove();
    }
  });

  it('decides a default of the shell', async () => {
    const files = { ...POOL, Procfile: 'web: gunicorn shop:shop -w ${SHOP_WORKERS:-2} --threads ${SHOP_THREADS:-3}\n' };
    expect(printed(await readLiveService(files, live({ SHOP_WORKERS: '9' })), 'server.workers', 'server.threads')).toMatchInlineSnapshot(`
      [
        "server.workers = 9  Procfile:1:28",
        "server.threads = 3  Procfile:1:57",
      ]
    `);
    expect(printed(await readLiveService(files, live({ SHOP_WORKERS: {} })), 'server.workers')).toMatchInlineSnapshot(`
      [
        "server.workers is unknown: the value of SHOP_WORKERS is hidden  Procfile:1:28",
      ]
    `);
    const script = { ...POOL, Procfile: 'web: sh start.sh\n', 'start.sh': 'if [ -z "$SHOP_WORKERS" ]; then\n  exec gunicorn shop:shop -w 3\nelse\n  exec gunicorn shop:shop -w "$SHOP_WORKERS"\nfi\n' };
    expect(printed(await readLiveService(script, undefined), 'server.workers')).toMatchInlineSnapshot(`
      [
        "server.workers is unknown: a condition decides which of 2 commands starts",
      ]
    `);
    expect(printed(await readLiveService(script, live({})), 'server.workers')).toMatchInlineSnapshot(`
      [
        "server.workers = 3  start.sh:2:30",
      ]
    `);
    expect(printed(await readLiveService(script, live({ SHOP_WORKERS: '7' })), 'server.workers')).toMatchInlineSnapshot(`
      [
        "server.workers = 7  start.sh:4:30",
      ]
    `);
  });

  it('bounds a pool of Python', async () => {
    expect(await poolsOf(POOL, live({ POOL: '11' }))).toMatchInlineSnapshot(`
      [
        "database.maxConnections = 11",
      ]
    `);
    expect(await poolsOf(POOL, live({}))).toMatchInlineSnapshot(`
      [
        "database.maxConnections = 4",
      ]
    `);
    expect(await poolsOf(POOL, live({ POOL: {} }))).toMatchInlineSnapshot(`
      [
        "database.maxConnections is unknown: the value of POOL is hidden",
      ]
    `);
    expect(await poolsOf(POOL, undefined)).toMatchInlineSnapshot(`
      [
        "database.maxConnections = 4",
      ]
    `);
  });

  it('is not taken as missing where a file or a script may set it', async () => {
    const code = `${SHOP}size = 2 if os.getenv("SMALL") else 8\nengine = create_engine(os.environ["DATABASE_URL"], pool_size=size, max_overflow=0)\n`;
    const files = { ...GUNICORN, 'shop.py': code };
    const open = ['database.maxConnections is unknown: it depends on a condition'];
    expect(await poolsOf({ ...files, '.env': 'SMALL=1\n' }, live({}))).toEqual(open);
    expect(await poolsOf({ ...files, Procfile: 'web: sh start.sh\n', 'start.sh': 'export SMALL=1\nexec gunicorn shop:shop\n' }, live({}))).toEqual(open);
    expect(await poolsOf({ ...files, Dockerfile: 'FROM acme/base:1\nCOPY . .\nCMD gunicorn shop:shop\n' }, live({}))).toEqual(open);
    expect(await poolsOf({ ...files, Dockerfile: 'FROM python:3.12-slim\nCOPY . .\nCMD gunicorn shop:shop\n' }, live({}))).not.toEqual(open);
  });

  it('decides a condition of Python', async () => {
    const files = { ...GUNICORN, 'shop.py': `${SHOP}size = 2 if os.getenv("SMALL") else 8\nengine = create_engine(os.environ["DATABASE_URL"], pool_size=size, max_overflow=0)\n` };
    expect(await poolsOf(files, undefined)).toMatchInlineSnapshot(`
      [
        "database.maxConnections is unknown: it depends on a condition",
      ]
    `);
    expect(await poolsOf(files, live({}))).toMatchInlineSnapshot(`
      [
        "database.maxConnections = 8",
      ]
    `);
    expect(await poolsOf(files, live({ SMALL: '1' }))).toMatchInlineSnapshot(`
      [
        "database.maxConnections = 2",
      ]
    `);
  });

  it('bounds a pool of JavaScript', async () => {
    const files = (code: string) => ({ 'package.json': '{ "scripts": { "start": "node index.js" }, "dependencies": { "pg": "8.11.0", "express": "4.19.0" } }', 'package-lock.json': '{}',
      'index.js': `const { Pool } = require('pg');\nconst express = require('express');\nconst pool = new Pool({ max: ${code} });\nconst app = express();\napp.get('/', (q, r) => pool.query('select 1').then(() => r.end()));\napp.listen(Number(process.env.SHOP_PORT ?? 3005));\n` });
    const plain = files('Number(process.env.POOL ?? 6)');
    expect(await poolsOf(plain, undefined)).toMatchInlineSnapshot(`
      [
        "database.maxConnections = 6",
      ]
    `);
    expect(await poolsOf(plain, live({}))).toMatchInlineSnapshot(`
      [
        "database.maxConnections = 6  index.js:3:57",
      ]
    `);
    expect(await poolsOf(plain, live({ POOL: '12' }))).toMatchInlineSnapshot(`
      [
        "database.maxConnections = 12",
      ]
    `);
    expect(await poolsOf(plain, live({ POOL: {} }))).toMatchInlineSnapshot(`
      [
        "database.maxConnections is unknown: the value of POOL is hidden  Railway: web, variables.POOL (production)",
      ]
    `);
    expect(await poolsOf(files('process.env.SMALL ? 2 : 9'), live({}))).toMatchInlineSnapshot(`
      [
        "database.maxConnections = 9  index.js:3:54",
      ]
    `);
    expect(await poolsOf(files('process.env.SMALL ? 2 : 9'), live({ SMALL: '1' }))).toMatchInlineSnapshot(`
      [
        "database.maxConnections = 2  index.js:3:50",
      ]
    `);
    expect(await poolsOf(files("process.env.MODE === 'small' ? 2 : 9"), live({}))).toMatchInlineSnapshot(`
      [
        "database.maxConnections = 9  index.js:3:65",
      ]
    `);
    expect(await poolsOf(files('Math.min(Number(process.env.POOL ?? 5), 7)'), live({ POOL: '30' }))).toMatchInlineSnapshot(`
      [
        "database.maxConnections = 7  index.js:3:30",
      ]
    `);
  });

  it('steers the builder', async () => {
    const service = await readLiveService(POOL, live({ RAILPACK_PYTHON_VERSION: '3.11' }));
    expect(printed(service, 'runtime.version')).toMatchInlineSnapshot(`
      [
        "runtime.version = 3.11  Railway: web, variables.RAILPACK_PYTHON_VERSION (production)",
      ]
    `);
  });

  it('names the Dockerfile', async () => {
    const files = { ...POOL, 'Image.dockerfile': 'FROM python:3.12-slim\nCOPY . .\nCMD ["gunicorn", "shop:shop"]\n' };
    expect(printed(await readLiveService(files, live({ RAILWAY_DOCKERFILE_PATH: 'Image.dockerfile' })), 'build.builder', 'start.command')).toMatchInlineSnapshot(`
      [
        "build.builder = dockerfile  Image.dockerfile:1:1",
        "start.command = gunicorn shop:shop  Image.dockerfile:3:5",
      ]
    `);
  });
});
