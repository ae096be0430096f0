import { baseName, folderOf } from '../../model/files.ts';
import type { FixContext } from '../context.ts';
import { placeOf } from '../planned.ts';
import { knexFolders } from './knex-folder.ts';
import type { AddMigration, MigrationFolder } from './migration.ts';
import { styleOf } from './sql-names.ts';

type Found = { readonly ok: true; readonly folder: MigrationFolder } | { readonly ok: false; readonly because: string };

/** The one folder that a new migration of the service goes into; with several, the one nearest to what the change names. */
export async function findFolder({ beside }: AddMigration, context: FixContext): Promise<Found> {
  const { files, service } = context;
  const paths = files.below(service.root);
  if (paths.some((path) => path.endsWith('meta/_journal.json'))) return { ok: false, because: 'Drizzle keeps a journal of migrations that only its own tool writes' };
  const knex = await knexFolders(paths, context);
  if (typeof knex === 'string') return { ok: false, because: knex };
  const folders = withoutDoubles([...alembicFolders(paths), ...djangoFolders(paths), ...prismaFolders(paths), ...knex, ...sqlFolders(paths)]);
  const near = placeOf(beside)?.file.path;
  const chosen = near === undefined ? folders : nearest(folders, near);
  const [folder] = chosen;
  if (folder === undefined) return { ok: false, because: 'the project has no folder of migrations of a tool that we know' };
  if (chosen.length > 1) return { ok: false, because: `migrations stand in ${chosen.map(({ path }) => path).join(' and in ')}` };
  return { ok: true, folder };
}

const inFolder = (paths: readonly string[], folder: string, pattern: RegExp): readonly string[] =>
  paths.filter((path) => folderOf(path) === folder && pattern.test(baseName(path)));

/** Alembic, also as Flask-Migrate sets it up: env.py beside script.py.mako. */
function alembicFolders(paths: readonly string[]): readonly MigrationFolder[] {
  return paths.filter((path) => baseName(path) === 'script.py.mako').map((path) => {
    const folder = folderOf(path) === '' ? 'versions' : `${folderOf(path)}/versions`;
    return { tool: 'alembic', path: folder, files: inFolder(paths, folder, /\.py$/) };
  });
}

/** Django: a package of numbered modules. */
function djangoFolders(paths: readonly string[]): readonly MigrationFolder[] {
  return paths.filter((path) => /(^|\/)migrations\/__init__\.py$/.test(path)).flatMap((path): readonly MigrationFolder[] => {
    const folder = folderOf(path);
    const files = inFolder(paths, folder, /^\d+_\w+\.py$/);
    return files.length === 0 ? [] : [{ tool: 'django', path: folder, files }];
  });
}

function prismaFolders(paths: readonly string[]): readonly MigrationFolder[] {
  return paths.filter((path) => baseName(path) === 'migration_lock.toml').map((path) => {
    const folder = folderOf(path);
    return { tool: 'prisma', path: folder, files: paths.filter((each) => each.startsWith(`${folder}/`) && baseName(each) === 'migration.sql') };
  });
}

/** Numbered SQL files in a folder that speaks of migrations. */
function sqlFolders(paths: readonly string[]): readonly MigrationFolder[] {
  const folders = new Set(paths.filter((path) => path.endsWith('.sql')).map(folderOf).filter((folder) => /(^|\/)(\w*[-_])?migrations?(\/|$)/i.test(folder)));
  return [...folders].flatMap((path): readonly MigrationFolder[] => {
    const files = inFolder(paths, path, /\.sql$/);
    return styleOf(files) === undefined ? [] : [{ tool: 'sql', path, files }];
  });
}

/** A folder that two tools might run is of the first: their order is from the surest to the loosest. */
function withoutDoubles(folders: readonly MigrationFolder[]): readonly MigrationFolder[] {
  return folders.filter(({ path }, index) => folders.findIndex((other) => other.path === path) === index && !folders.some(({ tool, path: other }) => tool === 'prisma' && path.startsWith(`${other}/`)));
}

/** The folders that share most of their path with a file. */
function nearest(folders: readonly MigrationFolder[], path: string): readonly MigrationFolder[] {
  const shared = ({ path: folder }: MigrationFolder) => {
    const parts = path.split('/');
    const own = folder.split('/');
    const index = own.findIndex((part, at) => part !== parts[at]);
    return index === -1 ? own.length : index;
  };
  const best = Math.max(...folders.map(shared));
  return folders.filter((folder) => shared(folder) === best);
}
