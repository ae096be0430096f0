import { baseName, folderOf, type ProjectFiles } from '../../model/files.ts';
import type { MigrationTool, StatementMigration } from '../../model/facts/statements.ts';
import { alembicOrder } from './alembic-order.ts';

/** What a migration is given to be found: the files of the project, and those of the service. */
export interface MigrationInput {
  readonly files: ProjectFiles;
  readonly paths: readonly string[];
}

interface Folder {
  readonly tool: MigrationTool;
  readonly folder: string;
  /** In the order in which the tool runs them. */
  readonly paths: readonly string[];
}

const ASIDE = /(^|\/)(tests?|__tests__|fixtures?|examples?|samples?|_?archived?|\w*backups?|docs?|node_modules|vendor|dist|build|\.?venv|site-packages)\//i;
const SQL_FOLDER = /(^|\/)(\w*[-_])?migrations?$/i;

/** The migrations of a service, folder by folder, in the order in which they run. */
export function migrationsOf(input: MigrationInput): readonly StatementMigration[] {
  const paths = input.paths.filter((path) => !ASIDE.test(path));
  const prisma = prismaFolders(paths);
  const others = paths.filter((path) => !prisma.some(({ folder }) => path.startsWith(`${folder}/`)));
  const folders = [...alembicFolders(paths, input.files), ...djangoFolders(paths), ...prisma, ...sqlFolders(others, input.files), ...scriptFolders(others, input.files)];
  return folders.flatMap(({ tool, folder, paths: inside }) =>
    inside.map((path, order) => ({ tool, path, order, isLast: order === inside.length - 1, folder })));
}

const inFolder = (paths: readonly string[], folder: string, pattern: RegExp): readonly string[] =>
  paths.filter((path) => folderOf(path) === folder && pattern.test(baseName(path))).sort();

function alembicFolders(paths: readonly string[], files: ProjectFiles): readonly Folder[] {
  return paths.filter((path) => baseName(path) === 'script.py.mako').flatMap((path): readonly Folder[] => {
    const folder = folderOf(path) === '' ? 'versions' : `${folderOf(path)}/versions`;
    const ordered = alembicOrder(inFolder(paths, folder, /\.py$/), files);
    return ordered.length === 0 ? [] : [{ tool: 'alembic', folder, paths: ordered }];
  });
}

function djangoFolders(paths: readonly string[]): readonly Folder[] {
  return paths.filter((path) => /(^|\/)migrations\/__init__\.py$/.test(path)).flatMap((path): readonly Folder[] => {
    const folder = folderOf(path);
    const inside = inFolder(paths, folder, /^\d+_\w+\.py$/);
    return inside.length === 0 ? [] : [{ tool: 'django', folder, paths: inside }];
  });
}

function prismaFolders(paths: readonly string[]): readonly Folder[] {
  return paths.filter((path) => baseName(path) === 'migration_lock.toml').flatMap((path): readonly Folder[] => {
    const folder = folderOf(path);
    const inside = paths.filter((each) => folderOf(folderOf(each)) === folder && baseName(each) === 'migration.sql').sort();
    return inside.length === 0 ? [] : [{ tool: 'prisma', folder, paths: inside }];
  });
}

function sqlFolders(paths: readonly string[], files: ProjectFiles): readonly Folder[] {
  const folders = new Set(paths.filter((path) => path.endsWith('.sql')).map(folderOf));
  return [...folders].sort().flatMap((folder): readonly Folder[] => {
    const isDrizzle = files.has(`${folder}/meta/_journal.json`);
    const inside = inFolder(paths, folder, /\.sql$/);
    const isFlyway = inside.some((path) => /^V\d[\d._]*__/.test(baseName(path)));
    if (!isDrizzle && !isFlyway && !SQL_FOLDER.test(folder)) return [];
    // A tool takes the numbered files; others beside them are run by hand.
    const numbered = inside.filter((path) => /^V?\d/.test(baseName(path)));
    const ups = (numbered.length > 0 || /(^|\/)supabase\/migrations$/.test(folder) ? numbered : inside).filter((path) => !/[._-](down|undo|rollback|revert)\.sql$|^[UR]\d*__/i.test(path) && !/^(U\d|R__)/.test(baseName(path)));
    if (ups.length === 0) return [];
    const tool = isDrizzle ? 'drizzle' : sqlTool(folder, ups, files);
    return [{ tool, folder, paths: tool === 'flyway' ? byNumber(ups) : ups }];
  });
}

function sqlTool(folder: string, paths: readonly string[], files: ProjectFiles): MigrationTool {
  if (/(^|\/)supabase\/migrations$/.test(folder)) return 'supabase';
  if (paths.every((path) => /^V\d/.test(baseName(path)))) return 'flyway';
  const texts = [paths[0], paths.at(-1)].map((path) => (path === undefined ? '' : (files.read(path)?.text ?? '')));
  if (texts.some((text) => /^-- migrate:up/m.test(text))) return 'dbmate';
  if (texts.some((text) => /^-- \+goose Up/m.test(text))) return 'goose';
  return paths.every((path) => path.endsWith('.up.sql')) ? 'golang-migrate' : 'sql';
}

function byNumber(paths: readonly string[]): readonly string[] {
  const number = (path: string) => /^V([\d._]+?)__/.exec(baseName(path))?.[1]?.split(/[._]/).map(Number) ?? [];
  return paths.toSorted((a, b) => {
    const [first, second] = [number(a), number(b)];
    const index = first.findIndex((part, at) => part !== second[at]);
    return index === -1 ? first.length - second.length : (first[index] ?? 0) - (second[index] ?? 0);
  });
}

/** Migrations in JavaScript and TypeScript: what their functions are given tells the tool. */
function scriptFolders(paths: readonly string[], files: ProjectFiles): readonly Folder[] {
  const scripts = paths.filter((path) => /(^|\/)(\w*[-_])?migrations?\/[^/]+\.[cm]?[jt]s$/i.test(path) && !/\.d\.ts$|^(index|env|config)\./.test(baseName(path)));
  const folders = new Set(scripts.map(folderOf));
  return [...folders].sort().flatMap((folder): readonly Folder[] => {
    const inside = inFolder(scripts, folder, /^\d/);
    const text = inside.length === 0 ? '' : (files.read(inside.at(-1) ?? '')?.text ?? '');
    const tool = scriptTool(text);
    return tool === undefined ? [] : [{ tool, folder, paths: inside }];
  });
}

function scriptTool(text: string): MigrationTool | undefined {
  if (/\bMigrationInterface\b|\bqueryRunner\b/.test(text)) return 'typeorm';
  if (/\bqueryInterface\b/.test(text)) return 'sequelize';
  if (/\bpgm\b/.test(text)) return 'node-pg-migrate';
  return /\bknex\b/i.test(text) ? 'knex' : undefined;
}
