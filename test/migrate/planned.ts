import { planMigration } from '../../src/migrate/plan-migration.ts';
import type { MigrationOptions } from '../../src/migrate/plan-migration.ts';
import type { Migration } from '../../src/model/migration.ts';
import { filesOf } from '../support/files.ts';

/** The migration of some files; throws where it is refused. */
export async function migrate(files: Readonly<Record<string, string>>, options: Partial<MigrationOptions> = {}): Promise<Migration> {
  const planned = await planMigration(filesOf(files), {
    folderName: 'shop', projectName: undefined, serviceNames: new Map(), isAside: () => false, output: undefined, removeOld: false, ...options,
  });
  if (!planned.ok) throw new Error(planned.because);
  return planned.migration;
}
