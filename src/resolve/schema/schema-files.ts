import { baseName, folderOf } from '../../model/files.ts';
import type { SourceFile } from '../../model/source-file.ts';
import type { ServiceInput } from '../service-input.ts';

/** Folders whose SQL is no part of the database that is deployed. */
const ASIDE = /(^|\/)(?:[_.]?(?:archived?|old|legacy|deprecated)[^/]*|node_modules|\.?venv|site-packages|tests?|__tests__|fixtures?|seeds?|seeders?|examples?|docs?|samples?|benchmarks?|bench|snippets|backups?|dumps?|queries|vendor|dist|build)(\/|$)/i;
/** Files that take back what another one does, fill tables, or only ask. */
const NO_SCHEMA = /(^|[._-])(down|rollback|undo|revert|seed|seeds|test|mock|sample|demo|dump|backup|drop|clean|reset)([._-]|$)/i;
/** The same among migrations, where `003_drop_index.sql` goes forward and `003_index.down.sql` does not. */
const BACKWARD = /(^|[._-])(down|rollback|undo|revert)\.sql$|^(down|rollback|undo|revert)[._-]/i;
/** Words of SQL that makes tables and indexes. */
const MAKES = /\bcreate\s+(?:unique\s+)?(?:table|index)\b/i;

/** SQL files of a service that make tables or indexes: schemas first, then migrations, each folder in the order of its names. */
export function sqlFiles({ ownPaths, files }: ServiceInput): readonly SourceFile[] {
  const paths = ownPaths.filter((path) => path.endsWith('.sql') && !ASIDE.test(folderOf(path)) && !(isMigration(path) ? BACKWARD : NO_SCHEMA).test(baseName(path)));
  return paths.toSorted(bySchemaThenNumber).flatMap((path) => {
    const file = files.read(path);
    return file !== undefined && (MAKES.test(file.text) || /\bdrop\s+(?:index|table)\b/i.test(file.text)) ? [file] : [];
  });
}

const isMigration = (path: string): boolean => /migrat|versions|drizzle/i.test(folderOf(path));

function bySchemaThenNumber(a: string, b: string): number {
  if (isMigration(a) !== isMigration(b)) return isMigration(a) ? 1 : -1;
  return a.localeCompare(b, 'en', { numeric: true });
}

/** Where a file that goes both ways begins to go back: dbmate, goose, node-pg-migrate, sql-migrate. */
const BACK = /^--\s*(?:migrate:down|\+goose\s+Down|\+migrate\s+Down|Down\s+Migration|rollback\b|DOWN\b)/m;

/** The text of a migration up to where it goes back; what follows is blank, so that places stay. */
export function forward(text: string): string {
  const back = text.search(BACK);
  return back === -1 ? text : text.slice(0, back) + text.slice(back).replaceAll(/[^\n]/g, ' ');
}

/** The files of each Prisma schema: the one with the datasource, and those in its folder and below. */
export function prismaSchemas({ ownPaths, files }: ServiceInput): readonly (readonly SourceFile[])[] {
  const read = ownPaths.filter((path) => path.endsWith('.prisma') && !ASIDE.test(folderOf(path))).flatMap((path) => files.read(path) ?? []);
  const roots = read.filter(({ text }) => /^\s*datasource\s+\w+\s*\{/m.test(text));
  return roots.map((root) => {
    const folder = folderOf(root.path);
    const owns = (path: string) => folder === '' || path.startsWith(`${folder}/`);
    return [root, ...read.filter((file) => file !== root && !roots.includes(file) && owns(file.path) && files.hasFolder(folder))];
  });
}

/** Words of a migration in JavaScript that makes tables or indexes. */
const SCRIPTED = /\b(?:createTable|alterTable|addIndex|createIndex)\w*\s*\(|\bcreate\s+(?:unique\s+)?(?:table|index)\b/i;

/** Migrations in JavaScript or TypeScript, in the order of their names. */
export function scriptedMigrations({ ownPaths, files }: ServiceInput): readonly SourceFile[] {
  const paths = ownPaths.filter((path) => /(^|\/)(?:\w*[-_])?migrations?\/(?:[^/]+\/)*[^/]+\.[cm]?[jt]s$/i.test(path) && !path.endsWith('.d.ts') && !ASIDE.test(folderOf(path)));
  return paths.toSorted((a, b) => a.localeCompare(b, 'en', { numeric: true })).flatMap((path) => {
    const file = files.read(path);
    return file !== undefined && SCRIPTED.test(file.text) ? [file] : [];
  });
}

/** The revisions of each Alembic environment of a service: env.py stands beside script.py.mako. */
export function alembicFolders({ ownPaths, files }: ServiceInput): readonly (readonly SourceFile[])[] {
  return ownPaths.filter((path) => baseName(path) === 'script.py.mako').map((path) => {
    const folder = folderOf(path);
    const below = folder === '' ? 'versions/' : `${folder}/versions/`;
    return ownPaths.filter((each) => each.startsWith(below) && each.endsWith('.py')).flatMap((each) => files.read(each) ?? []);
  });
}
