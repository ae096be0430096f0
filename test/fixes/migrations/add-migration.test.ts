import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { nextNumber, nextTimestamp } from '../../../src/fixes/migrations/numbers.ts';
import type { Change } from '../../../src/model/change.ts';
import { declared } from '../../../src/model/fact.ts';
import { planFor } from '../../support/planned.ts';

const BASE = { 'requirements.txt': 'fastapi\n', Procfile: 'web: uvicorn main:app\n', 'main.py': 'from fastapi import FastAPI\n\napp = FastAPI()\n' };
const CHANGE: Change & { kind: 'add-migration' } = { kind: 'add-migration', name: 'Add an index', up: [{ sql: 'CREATE INDEX ix ON t (a)' }], down: [{ sql: 'DROP INDEX ix' }] };
const ALONE: Change = { ...CHANGE, up: [{ sql: 'CREATE INDEX CONCURRENTLY ix ON t (a)', alone: true }, { sql: 'SELECT 1' }] };

async function shown(files: Readonly<Record<string, string>>, change: Change = CHANGE): Promise<string> {
  const outcome = await planFor({ ...BASE, ...files }, change);
  if ('because' in outcome) return `refused: ${outcome.because}`;
  return Object.entries(outcome.files).map(([path, text]) => `== ${path}\n${text ?? ''}`).join('');
}

const MAKO = '"""${message}\n\nRevises: ${down_revision | comma,n}\n"""\n## a comment of Mako\nfrom alembic import op\n${imports if imports else ""}\nrevision = ${repr(up_revision)}\ndown_revision = ${repr(down_revision)}\n\n\ndef upgrade():\n    ${upgrades if upgrades else "pass"}\n\n\ndef downgrade():\n    ${downgrades if downgrades else "pass"}\n';
const revision = (own: string, down: string) => `revision = ${own}\ndown_revision: str | None = ${down}\n`;
const alembic = (versions: Readonly<Record<string, string>>, mako = MAKO) => ({ 'db/env.py': '', 'db/script.py.mako': mako, 'db/versions/.keep': '', ...Object.fromEntries(Object.entries(versions).map(([name, text]) => [`db/versions/${name}`, text])) });

describe('a migration of Alembic', () => {
  it('follows the only head and fills in the template of the project', async () => {
    expect(await shown(alembic({ 'a.py': revision("'0007'", 'None'), 'b.py': revision('"0008"', '"0007"') }))).toBe(
      '== db/versions/0009_add_an_index.py\n"""Add an index\n\nRevises: 0008\n"""\nfrom alembic import op\n\nrevision = \'0009\'\ndown_revision = \'0008\'\n\n\ndef upgrade():\n    op.execute("CREATE INDEX ix ON t (a)")\n\n\ndef downgrade():\n    op.execute("DROP INDEX ix")\n');
  });

  it('leaves the transaction for a statement that cannot run in one, and joins a history with a merge', async () => {
    const text = await shown(alembic({ 'a.py': revision("'aa'", 'None'), 'b.py': revision("'bb'", "'aa'"), 'c.py': revision("'cc'", "'aa'"), 'd.py': revision("'dd'", "('bb', 'cc')") }), ALONE);
    expect(text).toContain("down_revision = 'dd'");
    expect(text).toContain('    with op.get_context().autocommit_block():\n        op.execute("CREATE INDEX CONCURRENTLY ix ON t (a)")\n    op.execute("SELECT 1")\n');
  });

  it('is the first one of an empty folder', async () => {
    expect(await shown(alembic({}))).toMatch(/^== db\/versions\/[0-9a-f]{12}_add_an_index\.py\n[^]*down_revision = None/);
  });

  it.each<readonly [string, Readonly<Record<string, string>>, string]>([
    ['there are two heads', alembic({ 'a.py': revision("'aa'", 'None'), 'b.py': revision("'bb'", "'aa'"), 'c.py': revision("'cc'", "'aa'") }), 'refused: db/versions cannot be added to: there are 2 heads (bb, cc), which a merge has to join first'],
    ['a revision is calculated', alembic({ 'a.py': revision('make()', 'None') }), 'refused: db/versions cannot be added to: db/versions/a.py does not write down which revision it is and which it follows'],
    ['the template holds more than values', alembic({}, `% if x:\n${MAKO}% endif\n`), 'refused: only Alembic itself can fill in the script.py.mako of db'],
    ['revisions stand in several folders', { ...alembic({}), 'alembic.ini': '[alembic]\nscript_location = db\nversion_locations = db/a db/b\n' }, 'refused: the revisions of db stand in more folders than one'],
  ])('is refused where %s', async (_, files, because) => {
    expect(await shown(files)).toBe(because);
  });
});

const migration = (dependencies: string, more = '') => `from django.db import migrations\n\n\nclass Migration(migrations.Migration):\n    dependencies = [${dependencies}]\n${more}    operations = []\n`;

describe('a migration of Django', () => {
  const shop = { 'shop/__init__.py': '', 'shop/migrations/__init__.py': '', 'shop/migrations/0001_a.py': migration(''), 'shop/migrations/0002_b.py': migration("('shop', '0001_a'), ('auth', '0012_x')") };

  it('follows the leaf, over a squashed one', async () => {
    const text = await shown({ ...shop, 'shop/migrations/0001_squashed_0002_b.py': migration('', "    replaces = [('shop', '0001_a'), ('shop', '0002_b')]\n"), 'shop/migrations/0003_c.py': migration("('shop', '0002_b')") });
    expect(text).toContain('refused: shop/migrations cannot be added to: 2 of its migrations');
    expect(await shown(shop)).toContain('== shop/migrations/0003_add_an_index.py\n');
    expect(await shown(shop)).toContain('        ("shop", "0002_b"),\n');
    expect(await shown(shop, ALONE)).toContain('    atomic = False\n');
  });

  it('goes to the application that the change names, and is refused where none is named', async () => {
    const other = { ...shop, 'desk/__init__.py': '', 'desk/migrations/__init__.py': '', 'desk/migrations/0001_a.py': migration('') };
    expect(await shown(other)).toBe('refused: migrations stand in desk/migrations and in shop/migrations');
    const file = { path: 'desk/models.py', text: 'x' };
    expect(await shown(other, { ...CHANGE, beside: declared('model', 'x', file, { start: 0, end: 1 }) })).toContain('== desk/migrations/0002_add_an_index.py\n');
  });

  it('is refused where two migrations have none after them', async () => {
    expect(await shown({ ...shop, 'shop/migrations/0002_c.py': migration("('shop', '0001_a')") })).toBe('refused: shop/migrations cannot be added to: 2 of its migrations have none after them, which makemigrations --merge has to join first');
  });
});

describe('a migration in SQL', () => {
  it('has the marks of dbmate', async () => {
    expect(await shown({ 'db/migrations/20260101000000_a.sql': '-- migrate:up\nSELECT 1;\n-- migrate:down\n' })).toBe('== db/migrations/20261122000000_add_an_index.sql\n-- migrate:up\nCREATE INDEX ix ON t (a);\n\n-- migrate:down\nDROP INDEX ix;\n');
  });

  it('has the marks of goose, which sends statements one by one', async () => {
    expect(await shown({ 'migrations/00003_a.sql': '-- +goose Up\nSELECT 1;\n' }, ALONE)).toBe('== migrations/00004_add_an_index.sql\n-- +goose NO TRANSACTION\n-- +goose Up\nCREATE INDEX CONCURRENTLY ix ON t (a);\nSELECT 1;\n\n-- +goose Down\nDROP INDEX ix;\n');
  });

  it.each<readonly [string, Readonly<Record<string, string>>, string]>([
    ['nothing is numbered', { 'migrations/schema.sql': 'SELECT 1;\n' }, 'refused: the project has no folder of migrations of a tool that we know'],
    ['Drizzle keeps a journal', { 'drizzle/meta/_journal.json': '{}', 'drizzle/0000_a.sql': '' }, 'refused: Drizzle keeps a journal of migrations that only its own tool writes'],
    ['numbers and times are mixed', { 'migrations/0001_a.sql': '', 'migrations/20260101000000_b.sql': '' }, 'refused: the project has no folder of migrations of a tool that we know'],
    ['Prisma asks another database', { 'prisma/migrations/migration_lock.toml': 'provider = "mysql"\n' }, 'refused: prisma/migrations/migration_lock.toml names no PostgreSQL'],
    ['knex has its settings from elsewhere', { 'knexfile.js': "module.exports = require('./settings')" }, 'refused: knexfile.js does not write down one folder of migrations'],
    ['knex is told its folder by a program', { 'knexfile.js': 'module.exports = { migrations: { directory: folder() } }' }, 'refused: knexfile.js does not write down one folder of migrations'],
  ])('is refused where %s', async (_, files, because) => {
    expect(await shown(files)).toBe(because);
  });

  it('is refused where lone statements cannot be undone one by one', async () => {
    expect(await shown({ 'migrations/0001_a.sql': 'SELECT 1;\n' }, ALONE)).toBe('refused: its statements have to run one by one, and what undoes them cannot be told apart');
  });
});

describe('a migration of Knex', () => {
  it('is the first one, written as the knexfile is', async () => {
    expect(await shown({ 'api/knexfile.js': "import path from 'node:path'\n\nexport default {\n    migrations: { directory: path.join(import.meta.dirname, 'db', 'steps') },\n}\n" }, ALONE)).toBe(
      "== api/db/steps/20261122000000_add_an_index.js\n// Its statements cannot run inside a transaction.\nexport const config = { transaction: false }\n\nexport const up = async (knex) => {\n    await knex.raw('CREATE INDEX CONCURRENTLY ix ON t (a)')\n    await knex.raw('SELECT 1')\n}\n\nexport const down = async (knex) => {\n    await knex.raw('DROP INDEX ix')\n}\n");
  });
});

describe('the number of a new migration', () => {
  it('sorts behind the last one', () => {
    fc.assert(fc.property(fc.date({ min: new Date('2000-01-01'), max: new Date('2090-01-01'), noInvalidDate: true }), fc.date({ min: new Date('2000-01-01'), max: new Date('2090-01-01'), noInvalidDate: true }), (last, day) => {
      const stamp = last.toISOString().replaceAll(/[-:T]/g, '').slice(0, 14);
      const asOf = day.toISOString().slice(0, 10);
      const next = nextTimestamp(asOf, stamp);
      expect(next > stamp && next >= asOf.replaceAll('-', '')).toBe(true);
      expect(next).toMatch(/^\d{14}$/);
      expect(nextTimestamp(asOf, stamp, 3) > nextTimestamp(asOf, stamp, 2)).toBe(true);
    }));
    expect(nextTimestamp('2026-11-22', '20261122235959')).toBe('20261123000000');
    expect([nextNumber('0099'), nextNumber('7'), nextNumber('9')]).toEqual(['0100', '8', '10']);
  });
});
