import { cpSync, existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { startPostgres, type Postgres } from '../../support/real-postgres.ts';
import { linkModules, nodeTool, PYTHON, pythonTool, start, WITHOUT_NODE, WITHOUT_POSTGRES, WITHOUT_PYTHON } from '../../support/real-tools.ts';

const CASES = fileURLToPath(new URL('../../rules/', import.meta.url));

/** Runs the migrations of cases with the real tools: what the rule says fails does, and what the fix leaves runs. */
describe.skipIf(WITHOUT_POSTGRES || WITHOUT_PYTHON || WITHOUT_NODE)('migration tools', () => {
  let postgres: Postgres;
  beforeAll(async () => { postgres = await startPostgres(); });
  afterAll(() => postgres.stop());

  /** A case in a folder of its own, with the files of the fix where they are wanted, in an empty database. */
  async function prepared(name: string, isFixed: boolean): Promise<{ readonly folder: string; readonly url: string }> {
    const folder = mkdtempSync(join(tmpdir(), 'optimize-migrations-'));
    cpSync(join(CASES, name, 'before'), folder, { recursive: true });
    if (isFixed) cpSync(join(CASES, name, 'after'), folder, { recursive: true });
    const database = `d${Math.abs([...folder].reduce((sum, character) => (sum * 31 + character.charCodeAt(0)) | 0, 7))}`;
    await postgres.sql(`CREATE DATABASE ${database}`);
    return { folder, url: postgres.url.replace(/\/postgres$/, `/${database}`) };
  }

  async function outcome(folder: string, program: string, words: readonly string[], environment: Readonly<Record<string, string>>): Promise<string> {
    const running = start(program, words, { cwd: folder, env: { ...process.env, ...environment } });
    const code = await running.ended;
    rmSync(folder, { recursive: true, force: true });
    return code === 0 ? 'it works' : running.printed();
  }

  async function alembic(name: string, isFixed: boolean): Promise<string> {
    const { folder, url } = await prepared(name, isFixed);
    const environment = join(folder, 'alembic/env.py');
    writeFileSync(environment, readFileSync(environment, 'utf8').replace('postgresql://localhost/shop', url.replace('postgres:', 'postgresql+psycopg2:')));
    writeFileSync(join(folder, 'alembic.ini'), '[alembic]\nscript_location = alembic\n');
    return outcome(folder, pythonTool('alembic'), ['upgrade', 'head'], {});
  }

  async function django(name: string, isFixed: boolean): Promise<string> {
    const { folder, url } = await prepared(name, isFixed);
    const settings = join(folder, 'shop/settings.py');
    const { port, pathname } = new URL(url);
    writeFileSync(settings, `${readFileSync(settings, 'utf8').replace('"NAME": "shop"', `"NAME": "${pathname.slice(1)}", "HOST": "127.0.0.1", "PORT": ${port}, "USER": "tester"`)}SECRET_KEY = "test"\n`);
    return outcome(folder, PYTHON, ['-m', 'django', 'migrate', 'orders'], { DJANGO_SETTINGS_MODULE: 'shop.settings', PYTHONPATH: folder });
  }

  async function knex(name: string, isFixed: boolean): Promise<string> {
    const { folder, url } = await prepared(name, isFixed);
    if (!existsSync(join(folder, 'node_modules'))) linkModules(folder);
    return outcome(folder, nodeTool('knex'), ['migrate:latest'], { DATABASE_URL: url });
  }

  const REFUSED = 'CREATE INDEX CONCURRENTLY cannot run inside a transaction block';

  test.each([
    ['Alembic', alembic, 'schema/index-in-transaction/alembic', REFUSED],
    ['Alembic', alembic, 'schema/single-statement/alembic-block', REFUSED],
    ['Alembic', alembic, 'query/vacuum-in-transaction/migration', 'VACUUM cannot run inside a transaction block'],
    ['Django', django, 'schema/index-in-transaction/django', 'cannot be executed inside a transaction (set atomic = False on the migration)'],
    ['Knex', knex, 'schema/index-in-transaction/knex', REFUSED],
  ] as const)('%s fails as the case is, and works after its fix (%#)', async (_, migrate, name, failure) => {
    expect(await migrate(name, false)).toContain(failure);
    expect(await migrate(name, true)).toBe('it works');
  });

  test('Alembic builds the index of a case aside once the fix is made, and runs the plain one in its transaction', async () => {
    expect(await alembic('schema/index-lock/alembic', true)).toBe('it works');
  });
});
