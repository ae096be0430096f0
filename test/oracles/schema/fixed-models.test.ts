import { cpSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { startPostgres, type Postgres } from '../../support/postgres.ts';
import { pythonTool, run, WITHOUT_POSTGRES, WITHOUT_PYTHON } from '../../support/real-tools.ts';

/** The cases of the rules, fixed: their migrations run on PostgreSQL, and Alembic finds nothing that models and database disagree on. */
let postgres: Postgres;

beforeAll(async () => {
  if (!WITHOUT_POSTGRES) postgres = await startPostgres();
});
afterAll(async () => {
  if (!WITHOUT_POSTGRES) await postgres.stop();
});

const ENVIRONMENT = `import os
import sys

from alembic import context
from sqlalchemy import create_engine

sys.path.insert(0, os.getcwd())
import models

engine = create_engine(os.environ["DATABASE_URL"].replace("postgresql:", "postgresql+psycopg:"))
with engine.connect() as connection:
    context.configure(connection=connection, target_metadata=models.Base.metadata, transaction_per_migration=True)
    with context.begin_transaction():
        context.run_migrations()
`;
/** Stands for the older migrations: what the models made before. */
const FIRST = `import importlib.util

from alembic import op

revision = "1a2b"
down_revision = None


def upgrade():
    spec = importlib.util.spec_from_file_location("before", "models_before.py")
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    module.Base.metadata.create_all(op.get_bind())


def downgrade():
    pass
`;
/** Tables that the models of the cases point at and do not hold. */
const MISSING = (names: readonly string[]) => names.map((name) => `\n\nclass Of${name}(Base):\n    __tablename__ = "${name}"\n\n    id = Column(Integer, primary_key=True)\n`).join('');

describe.skipIf(WITHOUT_POSTGRES || WITHOUT_PYTHON)('fixes of models (skipped until node scripts/setup-tools.mjs made the tools)', () => {
  test.each([
    ['foreign-key-index', 'sqlalchemy', ['tags'], ['ix_orders_created_by_id', 'ix_orders_user_id', 'ix_order_tags_tag_id'], []],
    ['duplicate-index', 'sqlalchemy', ['teams'], [], ['ix_users_id', 'ix_users_team_id']],
  ] as const)('%s in %s', async (rule, name, missing, added, gone) => {
    const root = mkdtempSync(join(tmpdir(), 'optimize-fixed-'));
    const folder = fileURLToPath(new URL(`../../rules/schema/${rule}/${name}`, import.meta.url));
    try {
      for (const part of ['before', 'after']) cpSync(join(folder, part), root, { recursive: true });
      writeFileSync(join(root, 'models_before.py'), readFileSync(join(folder, 'before/models.py'), 'utf8') + MISSING(missing));
      writeFileSync(join(root, 'models.py'), readFileSync(join(root, 'models.py'), 'utf8') + MISSING(missing));
      writeFileSync(join(root, 'alembic/env.py'), ENVIRONMENT);
      const [older = ''] = readdirSync(join(folder, 'before/alembic/versions'));
      writeFileSync(join(root, 'alembic/versions', older), FIRST);
      const address = await postgres.create(rule.replaceAll('-', '_'));
      const alembic = (...words: string[]) => run(pythonTool('alembic'), words, { cwd: root, env: { ...process.env, DATABASE_URL: address } });
      await alembic('upgrade', '1a2b');
      const indexes = () => postgres.query(address, 'SELECT indexname FROM pg_indexes JOIN pg_index ON indexrelid = quote_ident(indexname)::regclass WHERE indisvalid AND schemaname = \'public\' ORDER BY 1');
      expect(await indexes()).toEqual(expect.arrayContaining([...gone]));
      await alembic('upgrade', 'head');
      expect(await indexes()).toEqual(expect.arrayContaining([...added]));
      for (const index of gone) expect(await indexes()).not.toContain(index);
      expect(await alembic('check')).toContain('No new upgrade operations detected');
    } finally {
      rmSync(root, { recursive: true, force: true });
    }
  });
});
