import type { SqlUse } from '../model/facts/statements.ts';
import type { ServiceInput } from './service-input.ts';

/** What may be a migration, or shows where they stand. */
const MIGRATION = /(^|\/)(\w*[-_])?migrations?\/|(^|\/)script\.py\.mako$|\/V\d[^/]*__[^/]*\.sql$|\/meta\/_journal\.json$/i;

/** Statements of the migrations of a service; what reads them is loaded where there are some. */
export async function readMigrationStatements({ files, ownPaths }: ServiceInput): Promise<readonly SqlUse[]> {
  if (!ownPaths.some((path) => MIGRATION.test(path))) return [];
  const { readMigrations } = await import('../code/migrations/read-migrations.ts');
  return readMigrations({ files, paths: ownPaths });
}
