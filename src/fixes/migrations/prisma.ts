import { findNode, stringOf } from '../../documents/data.ts';
import { parseToml } from '../../documents/toml.ts';
import type { Planned } from '../../model/change.ts';
import { baseName, folderOf } from '../../model/files.ts';
import { newlineOf } from '../../text/layout.ts';
import type { FixContext } from '../context.ts';
import { created, refused, together } from '../planned.ts';
import { hasLoner, oneByOne, slugOf, textsOf, type AddMigration, type MigrationFolder } from './migration.ts';
import { isTimestamp, nextTimestamp } from './numbers.ts';

/**
 * New folders with a migration.sql each. Prisma sends a file as one text, which PostgreSQL wraps in a transaction, so that a statement
 * that must be alone gets a file of its own. https://github.com/prisma/prisma/issues/14456
 */
export async function planPrisma(change: AddMigration, folder: MigrationFolder, context: FixContext): Promise<Planned> {
  const lock = await parseToml(context.files.read(`${folder.path}/migration_lock.toml`)?.text ?? '');
  const provider = lock.ok ? stringOf(findNode(lock.document.root, ['provider'])) : undefined;
  if (provider !== 'postgresql' && provider !== 'postgres') return refused(`${folder.path}/migration_lock.toml names no PostgreSQL`);
  const stamps = folder.files.map((path) => baseName(folderOf(path)).split('_')[0] ?? '').filter(isTimestamp).sort();
  const newline = newlineOf(textsOf(folder.files, context).at(-1)?.text ?? '');
  const parts = hasLoner(change) ? (oneByOne({ up: change.up, down: [] }) ?? []).map(({ up }) => [up]) : [change.up];
  return together(parts.map((steps, index) => {
    const slug = slugOf(parts.length === 1 ? change.name : `${change.name} ${index + 1}`);
    const text = steps.map(({ sql }) => `${sql};\n`).join('').replaceAll('\n', newline);
    return created(`${folder.path}/${nextTimestamp(context.asOf, stamps.at(-1), index)}_${slug}/migration.sql`, text);
  }));
}
