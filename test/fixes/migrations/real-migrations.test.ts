import { readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { Change } from '../../../src/model/change.ts';
import { makeProject } from '../../support/cli.ts';
import { makeIn } from '../../support/planned.ts';
import { startPostgres, type Postgres } from '../../support/postgres.ts';
import { linkModules, nodeTool, PYTHON, pythonTool, run, WITHOUT_NODE, WITHOUT_POSTGRES, WITHOUT_PYTHON } from '../../support/real-tools.ts';

/**
 * New migrations, run by their own tools on a real PostgreSQL: what they add is there after going forward and gone after going back.
 * Prisma's engine cannot be had without its own server, so its files are sent by psql as one text each, as Prisma sends them.
 */
let postgres: Postgres;

beforeAll(async () => {
  if (!WITHOUT_POSTGRES) postgres = await startPostgres();
});
afterAll(async () => {
  if (!WITHOUT_POSTGRES) await postgres.stop();
});

/** A text with everything that one of the tools might take for something else. */
const ODD = `it's ? \\d %s :name ::x {{ y }} "z" \${q} \`b\``;
const COLUMN: Change = {
  kind: 'add-migration', name: 'Add the state of orders',
  up: [{ sql: `ALTER TABLE orders ADD COLUMN state text NOT NULL DEFAULT '${ODD.replaceAll("'", "''")}'` }, { sql: "COMMENT ON COLUMN orders.state IS 'new,\n  paid or sent'" }],
  down: [{ sql: 'ALTER TABLE orders DROP COLUMN state' }],
};
const INDEXES: Change = {
  kind: 'add-migration', name: 'index customers of orders',
  up: [
    { sql: 'CREATE INDEX CONCURRENTLY ix_orders_customer ON orders (customer_id)', alone: true },
    { sql: `CREATE INDEX CONCURRENTLY "ix_orders_customer_unpaid_of_this_year_and_later" ON orders (customer_id) WHERE paid_at IS NULL`, alone: true },
  ],
  down: [
    { sql: 'DROP INDEX CONCURRENTLY "ix_orders_customer_unpaid_of_this_year_and_later"', alone: true },
    { sql: 'DROP INDEX CONCURRENTLY ix_orders_customer', alone: true },
  ],
};
const TABLE = 'CREATE TABLE orders (id integer PRIMARY KEY, customer_id integer, paid_at timestamp)';

const state = (address: string) => postgres.query(address, "SELECT column_default FROM information_schema.columns WHERE table_name = 'orders' AND column_name = 'state'");
const indexes = (address: string) => postgres.query(address, "SELECT indexname FROM pg_indexes JOIN pg_index ON indexrelid = indexname::regclass WHERE tablename = 'orders' AND indisvalid AND indexname LIKE 'ix_%' ORDER BY 1");
const DEFAULT = [`'${ODD.replaceAll("'", "''")}'::text`];
const INDEX_NAMES = ['ix_orders_customer', 'ix_orders_customer_unpaid_of_this_year_and_later'];

/** What a tool does to go forward by all that is new, and back by one migration. */
interface Tool {
  readonly forward: () => Promise<unknown>;
  readonly back: () => Promise<unknown>;
}

/** Adds both migrations, runs them forward and back, and looks at the database each time. */
async function goesForwardAndBack(root: string, address: string, { forward, back }: Tool): Promise<readonly string[]> {
  await forward();
  const first = await makeIn(root, COLUMN);
  await forward();
  expect(await state(address)).toEqual(DEFAULT);
  const second = await makeIn(root, INDEXES);
  await forward();
  expect(await indexes(address)).toEqual(INDEX_NAMES);
  await back();
  expect(await indexes(address)).toEqual([]);
  await back();
  expect(await state(address)).toEqual([]);
  await forward();
  expect(await indexes(address)).toEqual(INDEX_NAMES);
  return [...first, ...second];
}

describe('a migration runs on PostgreSQL (skipped until node scripts/setup-tools.mjs made the tools)', () => {
  test.skipIf(WITHOUT_POSTGRES || WITHOUT_PYTHON)('by Alembic', async () => {
    const address = await postgres.create('alembic');
    const { root, remove } = makeProject({ 'requirements.txt': 'alembic\nfastapi\n', Procfile: 'web: uvicorn main:app\n', 'main.py': 'from fastapi import FastAPI\n\napp = FastAPI()\n' });
    try {
      const alembic = (...words: string[]) => run(pythonTool('alembic'), words, { cwd: root });
      await alembic('init', 'db/migrations');
      const ini = readFileSync(join(root, 'alembic.ini'), 'utf8');
      writeFileSync(join(root, 'alembic.ini'), ini.replace(/^sqlalchemy\.url = .*$/m, `sqlalchemy.url = ${address.replace('postgresql:', 'postgresql+psycopg:')}`)
        .replace(/^# file_template = %%\(year\)d_.*$/m, 'file_template = %%(year)d_%%(month).2d_%%(day).2d-%%(rev)s_%%(slug)s'));
      await alembic('revision', '-m', 'orders', '--rev-id', 'aa11');
      const versions = join(root, 'db/migrations/versions');
      const [file = ''] = readdirSync(versions).filter((name) => name.endsWith('.py'));
      const text = readFileSync(join(versions, file), 'utf8').replace('"""Upgrade schema."""\n    pass', `"""Upgrade schema."""\n    op.execute("${TABLE}")`);
      writeFileSync(join(versions, file), text);
      const paths = await goesForwardAndBack(root, address, { forward: () => alembic('upgrade', 'head'), back: () => alembic('downgrade', '-1') });
      expect(paths[0]).toMatch(/^db\/migrations\/versions\/2026_11_22-[0-9a-f]{12}_add_the_state_of_orders\.py$/);
      expect(readFileSync(join(versions, file), 'utf8'), 'an older migration was edited').toBe(text);
      expect((await alembic('heads')).trim().split('\n')).toHaveLength(1);
    } finally {
      remove();
    }
  });

  test.skipIf(WITHOUT_POSTGRES || WITHOUT_PYTHON)('by Django', async () => {
    const address = await postgres.create('django');
    const url = new URL(address);
    const { root, remove } = makeProject({
      'requirements.txt': 'django\ngunicorn\n', Procfile: 'web: gunicorn shop.wsgi\n', 'shop/__init__.py': '', 'shop/urls.py': 'urlpatterns = []\n',
      'manage.py': 'import os\nimport sys\n\nfrom django.core.management import execute_from_command_line\n\nos.environ.setdefault("DJANGO_SETTINGS_MODULE", "shop.settings")\nexecute_from_command_line(sys.argv)\n',
      'shop/wsgi.py': 'import os\n\nfrom django.core.wsgi import get_wsgi_application\n\nos.environ.setdefault("DJANGO_SETTINGS_MODULE", "shop.settings")\napplication = get_wsgi_application()\n',
      'shop/settings.py': `SECRET_KEY = "only for this test"\nROOT_URLCONF = "shop.urls"\nINSTALLED_APPS = ["orders.apps.OrdersConfig"]\nDEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"\nDATABASES = {"default": {"ENGINE": "django.db.backends.postgresql", "NAME": "django", "USER": "tester", "HOST": "127.0.0.1", "PORT": "${url.port}"}}\n`,
      'orders/__init__.py': '', 'orders/apps.py': 'from django.apps import AppConfig\n\n\nclass OrdersConfig(AppConfig):\n    name = "orders"\n    label = "shop_orders"\n', 'orders/models.py': '',
      'orders/migrations/__init__.py': '',
      'orders/migrations/0007_orders.py': `from django.db import migrations\n\n\nclass Migration(migrations.Migration):\n    dependencies = []\n    operations = [migrations.RunSQL("${TABLE}", "DROP TABLE orders")]\n`,
    });
    try {
      const manage = (...words: string[]) => run(PYTHON, ['manage.py', ...words], { cwd: root });
      let applied = ['0007'];
      const paths = await goesForwardAndBack(root, address, {
        forward: async () => { applied = ['0007', '0008', '0009']; await manage('migrate'); },
        back: async () => { applied.pop(); await manage('migrate', 'shop_orders', applied.at(-1) ?? ''); },
      });
      expect(paths).toEqual(['orders/migrations/0008_add_the_state_of_orders.py', 'orders/migrations/0009_index_customers_of_orders.py']);
      await manage('makemigrations', '--check', '--dry-run');
    } finally {
      remove();
    }
  });

  const knexfile = (module: 'cjs' | 'mjs', address: string, directory: string) =>
    `${module === 'cjs' ? 'module.exports =' : 'export default'} {\n\tclient: 'pg',\n\tconnection: '${address}',\n\tmigrations: { directory: '${directory}' },\n}\n`;
  const ORDERS = { cjs: `exports.up = (knex) => knex.raw('${TABLE}')\nexports.down = (knex) => knex.raw('DROP TABLE orders')\n`, mjs: `export const up = (knex) => knex.raw('${TABLE}')\nexport const down = (knex) => knex.raw('DROP TABLE orders')\n` };

  test.skipIf(WITHOUT_POSTGRES || WITHOUT_NODE).each(['cjs', 'mjs'] as const)('by Knex from %s', async (module) => {
    const address = await postgres.create(`knex_${module}`);
    const { root, remove } = makeProject({
      'package.json': `{ "name": "shop", "type": "${module === 'cjs' ? 'commonjs' : 'module'}", "dependencies": { "knex": "3", "pg": "8" } }\n`, Procfile: 'web: node server.js\n', 'server.js': '',
      'knexfile.js': knexfile(module, address, './database/steps'), 'database/steps/20270101000000_orders.js': ORDERS[module],
    });
    try {
      linkModules(root);
      const knex = (...words: string[]) => run(process.execPath, [nodeTool('knex'), ...words], { cwd: root });
      const paths = await goesForwardAndBack(root, address, { forward: () => knex('migrate:latest'), back: () => knex('migrate:down') });
      expect(paths).toEqual(['database/steps/20270101000001_add_the_state_of_orders.js', 'database/steps/20270101000002_index_customers_of_orders.js']);
    } finally {
      remove();
    }
  });

  test.skipIf(WITHOUT_POSTGRES || WITHOUT_NODE)('by Knex from TypeScript, once it is compiled', async () => {
    const address = await postgres.create('knex_ts');
    const { root, remove } = makeProject({
      'package.json': '{ "name": "shop", "dependencies": { "knex": "3", "pg": "8" } }\n', Procfile: 'web: node server.js\n', 'server.js': '',
      'tsconfig.json': '{ "compilerOptions": { "module": "commonjs", "target": "es2022", "strict": true, "skipLibCheck": true, "types": ["node"], "rootDir": ".", "outDir": "dist" }, "include": ["steps"] }\n',
      'knexfile.ts': `export default { client: 'pg', migrations: { directory: './steps' } };\n`, 'compiled.cjs': knexfile('cjs', address, './dist/steps'),
      'steps/20200101000000_orders.ts': `import type { Knex } from 'knex';\n\nexport async function up(knex: Knex): Promise<void> {\n  await knex.raw('${TABLE}');\n}\n\nexport async function down(knex: Knex): Promise<void> {\n  await knex.raw('DROP TABLE orders');\n}\n`,
    });
    try {
      linkModules(root);
      const knex = async (...words: string[]) => {
        rmSync(join(root, 'dist'), { recursive: true, force: true });
        await run(nodeTool('tsc'), [], { cwd: root });
        await run(process.execPath, [nodeTool('knex'), '--knexfile', 'compiled.cjs', ...words], { cwd: root });
      };
      const paths = await goesForwardAndBack(root, address, { forward: () => knex('migrate:latest'), back: () => knex('migrate:down') });
      expect(paths).toEqual(['steps/20261122000000_add_the_state_of_orders.ts', 'steps/20261122000001_index_customers_of_orders.ts']);
    } finally {
      remove();
    }
  });

  test.skipIf(WITHOUT_POSTGRES)('by Prisma, each file as one text', async () => {
    const address = await postgres.create('prisma');
    const { root, remove } = makeProject({
      'package.json': '{ "name": "shop", "dependencies": { "@prisma/client": "7" } }\n', Procfile: 'web: node server.js\n', 'server.js': '', 'prisma/schema.prisma': 'datasource db {\n  provider = "postgresql"\n}\n',
      'prisma/migrations/migration_lock.toml': '# Please do not edit this file manually\nprovider = "postgresql"\n', 'prisma/migrations/20261122093011_orders/migration.sql': `${TABLE};\n`,
    });
    try {
      await postgres.query(address, TABLE);
      const send = async (paths: readonly string[]) => { for (const path of paths) await postgres.query(address, readFileSync(join(root, path), 'utf8')); };
      const column = await makeIn(root, COLUMN);
      await send(column);
      expect(await state(address)).toEqual(DEFAULT);
      const both = await makeIn(root, INDEXES);
      await send(both);
      expect(await indexes(address)).toEqual(INDEX_NAMES);
      expect([...column, ...both]).toEqual(['20261122093012_add_the_state_of_orders', '20261122093013_index_customers_of_orders_1', '20261122093014_index_customers_of_orders_2'].map((name) => `prisma/migrations/${name}/migration.sql`));
    } finally {
      remove();
    }
  });

  const PLAIN: Readonly<Record<string, readonly [string, readonly string[]]>> = {
    'numbers': ['0099_orders.sql', ['0100_add_the_state_of_orders.sql', '0101_index_customers_of_orders_1.sql', '0102_index_customers_of_orders_2.sql']],
    'numbers of Flyway': ['V7__orders.sql', ['V8__add_the_state_of_orders.sql', 'V9__index_customers_of_orders_1.sql', 'V10__index_customers_of_orders_2.sql']],
    'times and hyphens': ['20261101120000-make-orders.sql', ['20261122000000-add-the-state-of-orders.sql', '20261122000001-index-customers-of-orders-1.sql', '20261122000002-index-customers-of-orders-2.sql']],
    'pairs': ['000001_orders.up.sql', ['000002_add_the_state_of_orders.down.sql', '000002_add_the_state_of_orders.up.sql', '000003_index_customers_of_orders_1.down.sql', '000003_index_customers_of_orders_1.up.sql', '000004_index_customers_of_orders_2.down.sql', '000004_index_customers_of_orders_2.up.sql']],
  };

  test.skipIf(WITHOUT_POSTGRES).each(Object.entries(PLAIN))('from SQL files with %s, each as one text', async (name, [first, wanted]) => {
    const address = await postgres.create(`sql_${name.replaceAll(/\W/g, '_').toLowerCase()}`);
    const down = first.endsWith('.up.sql') ? { [`db/migrations/${first.replace('.up.', '.down.')}`]: 'DROP TABLE orders;\n' } : {};
    const { root, remove } = makeProject({ 'package.json': '{ "name": "shop" }\n', Procfile: 'web: node server.js\n', 'server.js': '', [`db/migrations/${first}`]: `${TABLE};\r\n`, ...down });
    try {
      await postgres.query(address, TABLE);
      const send = async (paths: readonly string[]) => { for (const path of paths) await postgres.query(address, readFileSync(join(root, path), 'utf8')); };
      const forward = (paths: readonly string[]) => send(paths.filter((path) => !path.endsWith('.down.sql')));
      const column = await makeIn(root, COLUMN);
      await forward(column);
      expect(await state(address)).toEqual(DEFAULT);
      const both = await makeIn(root, INDEXES);
      await forward(both);
      expect(await indexes(address)).toEqual(INDEX_NAMES);
      const paths = [...column, ...both].sort((a, b) => Number(/\d+/.exec(a)?.[0]) - Number(/\d+/.exec(b)?.[0]) || (a < b ? -1 : 1));
      expect(paths).toEqual(wanted.map((each) => `db/migrations/${each}`));
      await send(paths.filter((path) => path.endsWith('.down.sql')).reverse());
      if (first.endsWith('.up.sql')) expect([await indexes(address), await state(address)]).toEqual([[], []]);
    } finally {
      remove();
    }
  });
});
