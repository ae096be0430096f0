import type { Planned } from '../../model/change.ts';
import type { FixContext } from '../context.ts';
import { refused } from '../planned.ts';
import { findFolder } from './find-folders.ts';
import type { AddMigration } from './migration.ts';

/** Makes a new migration in the tool that the project uses. Those that are there stay as they are: others may have run them. */
export async function addMigration(change: AddMigration, context: FixContext): Promise<Planned> {
  const found = await findFolder(change, context);
  if (!found.ok) return refused(found.because);
  const { folder } = found;
  switch (folder.tool) {
    case 'alembic': return (await import('./alembic.ts')).planAlembic(change, folder, context);
    case 'django': return (await import('./django.ts')).planDjango(change, folder, context);
    case 'knex': return (await import('./knex.ts')).planKnex(change, folder, context);
    case 'prisma': return (await import('./prisma.ts')).planPrisma(change, folder, context);
    case 'sql': return (await import('./plain-sql.ts')).planSql(change, folder, context);
  }
}
