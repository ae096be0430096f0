import { folderOf, type ProjectFiles } from '../../model/files.ts';
import type { SqlUse, StatementMigration } from '../../model/facts/statements.ts';
import type { SourceFile } from '../../model/source-file.ts';
import { readSqlText } from '../sql/sql-text.ts';
import { databaseOf } from './migration-database.ts';
import { migrationsOf, type MigrationInput } from './migration-files.ts';
import { sqlMigration } from './sql-migration.ts';

/** Words of what some rule is about, whichever migration has them. */
const TELLING = /CONCURRENTLY|postgresql_concurrently|AddIndexConcurrently|concurrently:\s*true|\bMATERIALIZED\b|\bPARTITION\b|\bVACUUM\b|\bautovacuum_|\bINCLUDE\b|postgresql_include/i;
/** Words of the last migration, which the next deployment may run. */
const LAST = /\bINDEX\b|create_index|AddIndex|addIndex|createIndex/i;
/** What gives a materialized view a key, wherever it stands. */
const KEYS = /\bUNIQUE\s+INDEX\b|\bunique\s*[=:]\s*true/i;
/** Most characters of migrations that are read of one service. */
const MOST = 1_500_000;

/** The statements of the migrations of a service that some rule may be about; the parsers are loaded for no others. */
export async function readMigrations(input: MigrationInput): Promise<readonly SqlUse[]> {
  const migrations = migrationsOf(input).flatMap((migration) => {
    const file = input.files.read(migration.path);
    return file === undefined ? [] : [{ file, migration }];
  });
  const hasViews = migrations.some(({ file }) => /\bMATERIALIZED\b/i.test(file.text));
  const wanted = migrations.filter(({ file: { text }, migration }) => TELLING.test(text) || (migration.isLast && LAST.test(text)) || (hasViews && KEYS.test(text)));
  const uses: SqlUse[] = [];
  let left = MOST;
  for (const each of wanted.toSorted((a, b) => Number(b.migration.isLast) - Number(a.migration.isLast))) {
    left -= each.file.text.length;
    if (left < 0) break;
    uses.push(...await read(each.file, each.migration, input.files));
  }
  return uses.toSorted((a, b) => compare(a.migration, b.migration));
}

function compare(a: StatementMigration | undefined, b: StatementMigration | undefined): number {
  if (a === undefined || b === undefined) return 0;
  if (a.folder !== b.folder) return a.folder < b.folder ? -1 : 1;
  return a.order - b.order;
}

async function read(file: SourceFile, migration: StatementMigration, files: ProjectFiles): Promise<readonly SqlUse[]> {
  const database = databaseOf(file, migration, files);
  if (database === 'other') return [];
  switch (migration.tool) {
    case 'alembic': return (await import('./alembic.ts')).alembicStatements(file, migration, { database, standard: alembicStandard(migration, files) });
    case 'django': return (await import('./django.ts')).djangoStatements(file, migration, database);
    case 'knex': case 'typeorm': case 'sequelize': case 'node-pg-migrate':
      return file.path.endsWith('.sql') ? readSqlText(sqlMigration(file, migration, database)) : (await import('./script.ts')).scriptStatements(file, migration, { database, isSetElsewhere: isSetElsewhere(files) });
    default: return readSqlText(sqlMigration(file, migration, database));
  }
}

/**
 * Settings of a tool that switch transactions off for all migrations: `disableTransactions` of Knex, `migrationsTransactionMode` and
 * `--transaction` of TypeORM, `--single-transaction` of node-pg-migrate.
 */
function isSetElsewhere(files: ProjectFiles): boolean {
  const places = files.paths.filter((path) => /(^|\/)(package\.json|knexfile\.\w+|ormconfig\.\w+|[\w.-]*(data-?source|typeorm|database)[\w.-]*\.[cm]?[jt]s)$/i.test(path) && !path.includes('node_modules/'));
  return places.some((path) => /disableTransactions|migrationsTransactionMode|--transaction\b|single-transaction|-t (none|each)\b/.test(files.read(path)?.text ?? ''));
}

/** env.py may run all migrations outside of a transaction, or one after the other in ways that we do not follow. */
function alembicStandard({ folder }: StatementMigration, files: ProjectFiles): SqlUse['transaction'] {
  const environment = folderOf(folder);
  const text = files.read(environment === '' ? 'env.py' : `${environment}/env.py`)?.text;
  return text === undefined || /AUTOCOMMIT|autocommit/.test(text) || !text.includes('begin_transaction') ? 'unknown' : 'yes';
}
