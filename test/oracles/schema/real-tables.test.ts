import { cpSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { ADAPTERS } from '../../../src/adapters/index.ts';
import { valueOf } from '../../../src/model/fact.ts';
import type { Table } from '../../../src/model/facts/tables.ts';
import { openFolder } from '../../../src/discover/open-folder.ts';
import { readProject } from '../../../src/discover/read-project.ts';
import { startPostgres, type Postgres } from '../../support/postgres.ts';
import { linkModules, nodeTool, PYTHON, pythonTool, run, WITHOUT_NODE, WITHOUT_POSTGRES, WITHOUT_PYTHON } from '../../support/real-tools.ts';

/** What the tools themselves make of models and migrations on a real PostgreSQL, and what `schema.tables` says of the same files. */
let postgres: Postgres;
const tables = new Set<string>();

beforeAll(async () => {
  if (!WITHOUT_POSTGRES) postgres = await startPostgres();
});
afterAll(async () => {
  if (!WITHOUT_POSTGRES) await postgres.stop();
});

/** Every index as `table kind method (columns) include (columns) partial`; a column that is an expression is `?`. */
const INDEXES = `
  SELECT c.relname || ' ' || CASE WHEN i.indisprimary THEN 'primary' WHEN i.indisunique THEN 'unique' ELSE 'plain' END || ' ' || m.amname || ' ('
    || (SELECT string_agg(coalesce(a.attname, '?') || CASE WHEN m.amname = 'btree' AND i.indoption[k - 1] & 1 = 1 THEN ' desc' ELSE '' END, ', ' ORDER BY k)
        FROM generate_series(1, i.indnkeyatts) k LEFT JOIN pg_attribute a ON a.attrelid = i.indrelid AND a.attnum = i.indkey[k - 1] AND i.indkey[k - 1] <> 0) || ')'
    || coalesce((SELECT ' include (' || string_agg(a.attname, ', ' ORDER BY k) || ')' FROM generate_series(i.indnkeyatts + 1, i.indnatts) k JOIN pg_attribute a ON a.attrelid = i.indrelid AND a.attnum = i.indkey[k - 1]), '')
    || CASE WHEN i.indpred IS NULL THEN '' ELSE ' partial' END
  FROM pg_index i JOIN pg_class c ON c.oid = i.indrelid JOIN pg_class x ON x.oid = i.indexrelid JOIN pg_am m ON m.oid = x.relam JOIN pg_namespace n ON n.oid = c.relnamespace
  WHERE n.nspname IN ('public', 'billing') AND c.relname !~ '^(alembic_version|django_|knex_)' AND NOT c.relispartition`;
const KEYS = `
  SELECT c.relname || ' (' || (SELECT string_agg(a.attname, ', ' ORDER BY o) FROM unnest(k.conkey) WITH ORDINALITY u(n, o) JOIN pg_attribute a ON a.attrelid = k.conrelid AND a.attnum = u.n) || ')'
  FROM pg_constraint k JOIN pg_class c ON c.oid = k.conrelid WHERE k.contype = 'f' AND NOT c.relispartition`;

interface Shown {
  readonly indexes: readonly string[];
  readonly keys: readonly string[];
}

async function made(address: string): Promise<Shown> {
  return { indexes: (await postgres.query(address, INDEXES)).toSorted(), keys: (await postgres.query(address, KEYS)).toSorted() };
}

async function read(root: string): Promise<Shown> {
  const { services } = await readProject(await openFolder(root), root, { adapters: ADAPTERS, asOf: '2026-11-22', assumptions: { facts: new Map(), variables: new Map() }, only: [] });
  const found: readonly Table[] = services.flatMap(({ facts }) => valueOf(facts['schema.tables']) ?? []);
  for (const { name } of found) tables.add(`${root}/${name}`);
  expect(found.every(({ isComplete }) => isComplete)).toBe(true);
  return {
    indexes: found.flatMap(({ name, indexes }) => indexes.map(({ kind, method, keys, included, predicate }) =>
      `${name} ${kind} ${method} (${keys.map(({ column, descending }) => `${column ?? '?'}${descending === true && method === 'btree' ? ' desc' : ''}`).join(', ')})${included.length === 0 ? '' : ` include (${included.join(', ')})`}${predicate === undefined ? '' : ' partial'}`)).toSorted(),
    keys: found.flatMap(({ name, foreignKeys }) => foreignKeys.filter(({ isConstraint }) => isConstraint).map(({ columns }) => `${name} (${columns.join(', ')})`)).toSorted(),
  };
}

/** Hands out a copy of a project. */
async function inCopy(name: string, use: (root: string) => Promise<void>): Promise<void> {
  const root = mkdtempSync(join(tmpdir(), `optimize-schema-${name}-`));
  try {
    cpSync(fileURLToPath(new URL(`projects/${name}`, import.meta.url)), root, { recursive: true });
    await use(root);
  } finally {
    rmSync(root, { recursive: true, force: true });
  }
}

/** Runs a tool in a copy of a project, and compares what is in the database with what is read of the files. */
function agrees(name: string, make: (root: string, address: string) => Promise<unknown>): Promise<void> {
  return inCopy(name, async (root) => {
    const said = await read(root);
    const address = await postgres.create(name);
    await make(root, address);
    expect(said).toEqual(await made(address));
  });
}

describe('tools make what the fact says (skipped until node scripts/setup-tools.mjs made the tools)', () => {
  const withoutPython = WITHOUT_POSTGRES || WITHOUT_PYTHON;
  const withoutNode = WITHOUT_POSTGRES || WITHOUT_NODE;

  test.skipIf(withoutPython)('SQLAlchemy and SQLModel', () => agrees('sqlalchemy', (root, address) => run(PYTHON, ['make.py', address], { cwd: root })));

  test.skipIf(withoutPython)('Django', () => agrees('django', async (root) => {
    const options = { cwd: root, env: { ...process.env, DATABASE_PORT: String(postgres.port) } };
    await run(PYTHON, ['manage.py', 'makemigrations', 'orders'], options);
    await run(PYTHON, ['manage.py', 'migrate'], options);
  }));

  test.skipIf(withoutPython)('Alembic', () => agrees('alembic', (root, address) => run(pythonTool('alembic'), ['upgrade', 'head'], { cwd: root, env: { ...process.env, DATABASE_URL: address } })));

  test.skipIf(withoutNode)('TypeORM', () => agrees('typeorm', async (root, address) => {
    linkModules(root);
    await run(nodeTool('tsx'), ['src/make.ts', address], { cwd: root });
  }));

  test.skipIf(withoutNode)('Sequelize', () => agrees('sequelize', async (root, address) => {
    linkModules(root);
    await run(process.execPath, ['make.js'], { cwd: root, env: { ...process.env, DATABASE_URL: address } });
  }));

  test.skipIf(withoutNode)('Knex', () => agrees('knex', async (root, address) => {
    linkModules(root);
    await run(nodeTool('knex'), ['migrate:latest'], { cwd: root, env: { ...process.env, DATABASE_URL: address } });
  }));

  // What makes its SQL is another package; its own view of a table is what that works from.
  test.skipIf(WITHOUT_NODE)('Drizzle', () => inCopy('drizzle', async (root) => {
    linkModules(root);
    expect(await read(root)).toEqual(JSON.parse(await run(process.execPath, ['show.js'], { cwd: root })));
  }));

  test.skipIf(WITHOUT_POSTGRES)('SQL files, sent by psql', () => agrees('sql', async (_, address) => {
    for (const name of ['001_tables', '002_more', '010_last']) {
      const path = fileURLToPath(new URL(`projects/sql/migrations/${name}.sql`, import.meta.url));
      await postgres.query(address, readFileSync(path, 'utf8').split('-- migrate:down')[0] ?? '');
    }
  }));

  test.skipIf(withoutPython || WITHOUT_NODE)('for thirty tables', () => {
    expect(tables.size).toBeGreaterThanOrEqual(30);
  });
});
