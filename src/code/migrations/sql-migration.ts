import type { StatementMigration } from '../../model/facts/statements.ts';
import type { SourceFile } from '../../model/source-file.ts';
import type { Range } from '../../text/range.ts';
import type { SqlText } from '../sql/sql-text.ts';

type Around = Pick<SqlText, 'transaction' | 'openedBy' | 'isSplit'>;

const UNKNOWN: Around = { transaction: 'unknown', openedBy: undefined, isSplit: true };

/** A migration that is a file of SQL. */
export function sqlMigration(file: SourceFile, migration: StatementMigration, database: SqlText['database']): SqlText {
  const part = upPart(file.text, migration);
  return {
    sql: file.text, file, range: { start: 0, end: file.text.length }, start: 0, migration, scope: 'script', within: undefined, block: undefined, inLoop: false,
    library: migration.tool, database, ...aroundOf(file.text, migration), ...(part === undefined ? {} : { part }),
  };
}

/**
 * How each tool sends a file. Prisma: as one text, https://github.com/prisma/prisma/issues/14456. Drizzle: all pending migrations in one
 * transaction, https://github.com/drizzle-team/drizzle-orm/issues/860. dbmate: https://github.com/amacneil/dbmate#migration-options.
 * goose: https://pressly.github.io/goose/documentation/annotations/. The others depend on version or settings.
 */
function aroundOf(text: string, { tool }: StatementMigration): Around {
  switch (tool) {
    case 'prisma': return { transaction: 'no', openedBy: undefined, isSplit: false };
    case 'drizzle': return { transaction: 'yes', openedBy: 'Drizzle', isSplit: true };
    case 'dbmate': return /^-- migrate:up\b.*\btransaction:false/m.test(text)
      ? { transaction: 'no', openedBy: undefined, isSplit: false } : { transaction: 'yes', openedBy: 'dbmate', isSplit: false };
    case 'goose': return /^-- \+goose NO TRANSACTION/m.test(text)
      ? { transaction: 'no', openedBy: undefined, isSplit: true } : { transaction: 'yes', openedBy: 'goose', isSplit: true };
    default: return UNKNOWN;
  }
}

/** What runs on the way up, where the same file says what undoes it. */
function upPart(text: string, { tool }: StatementMigration): Range | undefined {
  const [up, down] = tool === 'dbmate' ? [/^-- migrate:up\b/m, /^-- migrate:down\b/m] : tool === 'goose' ? [/^-- \+goose Up\b/m, /^-- \+goose Down\b/m] : [];
  if (up === undefined || down === undefined) return undefined;
  const [start, end] = [text.search(up), text.search(down)];
  return { start: Math.max(start, 0), end: end === -1 ? text.length : end };
}
