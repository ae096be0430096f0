import { expect, it } from 'vitest';
import { readMigrations } from '../../../src/code/migrations/read-migrations.ts';
import { migrationsOf } from '../../../src/code/migrations/migration-files.ts';
import { filesOf } from '../../support/files.ts';

const found = (texts: Readonly<Record<string, string>>) => migrationsOf({ files: filesOf(texts), paths: Object.keys(texts).sort() })
  .map(({ tool, path, order, isLast }) => `${tool} ${order}${isLast ? '!' : ''} ${path}`);

async function read(texts: Readonly<Record<string, string>>): Promise<readonly string[]> {
  const uses = await readMigrations({ files: filesOf(texts), paths: Object.keys(texts).sort() });
  return uses.map(({ does, transaction, shared, database, migration }) => `${migration?.order} ${does.kind} ${transaction} ${shared} ${database}`);
}

it('orders the revisions of Alembic by what they follow', () => {
  expect(found({
    'db/script.py.mako': '', 'db/versions/a.py': "revision = 'a'\ndown_revision = 'z'\n", 'db/versions/m.py': "revision: str = 'm'\ndown_revision: Union[str, None] = (\n    'a', 'b')\n",
    'db/versions/z.py': "revision = 'z'\ndown_revision = None\n", 'db/versions/b.py': "revision = 'b'\ndown_revision = 'z'  # was 'q'\n",
  })).toEqual(['alembic 0 db/versions/z.py', 'alembic 1 db/versions/a.py', 'alembic 2 db/versions/b.py', 'alembic 3! db/versions/m.py']);
});

it('gives revisions that follow each other in a circle some order', () => {
  expect(found({ 'script.py.mako': '', 'versions/a.py': "revision = 'a'\ndown_revision = 'b'\n", 'versions/b.py': "revision = 'b'\ndown_revision = 'a'\n" })).toHaveLength(2);
});

it.each<readonly [Readonly<Record<string, string>>, readonly string[]]>([
  [{ 'db/migration/V2__b.sql': '', 'db/migration/V10__c.sql': '', 'db/migration/V1_1__a.sql': '', 'db/migration/R__view.sql': '' }, ['flyway 0 db/migration/V1_1__a.sql', 'flyway 1 db/migration/V2__b.sql', 'flyway 2! db/migration/V10__c.sql']],
  [{ 'migrations/1_a.up.sql': '', 'migrations/1_a.down.sql': '' }, ['golang-migrate 0! migrations/1_a.up.sql']],
  [{ 'supabase/migrations/2025_a.sql': '', 'supabase/migrations/by-hand.sql': '', 'supabase/migrations/backup/2024.sql': '' }, ['supabase 0! supabase/migrations/2025_a.sql']],
  [{ 'prisma/migrations/migration_lock.toml': '', 'prisma/migrations/1_initial_migration/migration.sql': '' }, ['prisma 0! prisma/migrations/1_initial_migration/migration.sql']],
  [{ 'drizzle/meta/_journal.json': '{}', 'drizzle/0000_a.sql': '' }, ['drizzle 0! drizzle/0000_a.sql']],
  [{ 'tests/migrations/1.sql': '', 'examples/migrations/1.sql': '', 'queries/1.sql': '' }, []],
  [{ 'src/migrations/1-a.ts': 'class A implements MigrationInterface {}', 'src/migrations/index.ts': '' }, ['typeorm 0! src/migrations/1-a.ts']],
])('finds the migrations of %j', (texts, expected) => {
  expect(found(texts)).toEqual(expected);
});

it('knows whether a transaction is open, and which database is spoken to', async () => {
  const pair = 'CREATE INDEX CONCURRENTLY a ON t (b);\nCREATE INDEX CONCURRENTLY c ON t (d);\n';
  expect(await read({ 'supabase/migrations/1.sql': `BEGIN;\n${pair}COMMIT;\nDROP INDEX CONCURRENTLY a;` })).toEqual([
    '0 begin yes 1 postgresql', '0 create-index yes 1 postgresql', '0 create-index yes 1 postgresql', '0 commit yes 1 postgresql', '0 drop-index no 1 postgresql',
  ]);
  expect(await read({ 'db/migrations/1.sql': `-- migrate:up transaction:false\n${pair}-- migrate:down\nDROP INDEX a;` })).toEqual(['0 create-index no 2 postgresql', '0 create-index no 2 postgresql']);
  expect(await read({ 'migrations/1.sql': 'CREATE TABLE `t` (a int) ENGINE=InnoDB;\nCREATE INDEX a ON t (b);' })).toEqual([]);
  expect(await read({ 'migrations/1.sql': 'CREATE INDEX a ON t (b);' })).toEqual(['0 create-index unknown 1 unknown']);
  expect(await read({ 'migrations/1.sql': 'SELECT 1' })).toEqual([]);
});
