import type { Fact } from '../model/fact.ts';
import { folderOf, type ProjectFiles } from '../model/files.ts';
import type { Problem } from '../model/problem.ts';
import type { Statement } from '../model/statement.ts';
import { fileOf } from '../resolve/deploy.ts';
import { liesAside } from './aside.ts';
import type { ServiceRoot } from './services.ts';

const CODE = /\.(py|[cm]?[jt]sx?)$/;

/** Readers of files that speak of several services, wherever these are. */
const LISTING: ReadonlySet<string> = new Set(['railway-ts', 'render', 'compose', 'pgbouncer', 'postgresql-conf']);

const IMAGE_FACTS: ReadonlySet<string> = new Set(['build.dockerfilePath', 'build.rootDirectory']);

/** True for a path of code that is read. */
export function isCode(path: string): boolean {
  return CODE.test(path);
}

/** The statements that concern a service: its own files, files that name it, and files of the whole project. Those of a test or an example speak of neither. */
export function statementsFor(service: ServiceRoot, statements: readonly Statement[], roots: readonly ServiceRoot[]): readonly Statement[] {
  return statements.filter((statement) => {
    const path = fileOf(statement.fact as Fact<unknown>)?.path;
    if (path === undefined || (LISTING.has(statement.by) && liesAside(path, service.root))) return false;
    if (statement.by === 'railway-ts') return statement.service === undefined || statement.service === service.declaredAs;
    if (LISTING.has(statement.by)) return isNamed(statement, service);
    if (statement.by === 'railway-json' || statement.by === 'railway-toml') return isOwnRailwayConfig(path, service, roots);
    return folderOf(path) === service.root || (statement.by === 'dockerfile' && (contains(service.root, path) || contains(folderOf(path), service.root)));
  });
}

/** Files that describe several services speak of databases to all of them, and of a service to the one of that name or folder. */
function isNamed(statement: Statement, service: ServiceRoot): boolean {
  if (statement.service === undefined || statement.fact.name.startsWith('database.')) return true;
  // Whatever compose calls a service, its image tells how a folder is built.
  if (statement.by === 'compose' && IMAGE_FACTS.has(statement.fact.name)) return true;
  return statement.service === (service.declaredAs ?? service.name);
}

/** A `railway.<name>.json` belongs to the service of that name; railway.json to its folder's other one. */
function isOwnRailwayConfig(path: string, service: ServiceRoot, roots: readonly ServiceRoot[]): boolean {
  if (service.configFile !== undefined) return path === service.configFile;
  return folderOf(path) === service.root && !roots.some(({ configFile }) => configFile === path);
}

/** True for a path in a folder; '' holds everything. */
export function contains(folder: string, path: string): boolean {
  return folder === '' || path.startsWith(`${folder}/`);
}

/** Files below the service's folder that are not below another service's. */
export function ownPathsOf(service: ServiceRoot, files: ProjectFiles, roots: readonly ServiceRoot[]): readonly string[] {
  const inner = roots.filter(({ root }) => root !== service.root && contains(service.root, `${root}/`)).map(({ root }) => root);
  return files.below(service.root).filter((path) => !inner.some((root) => contains(root, path)));
}

/** The problems that belong to a service: those of its own configuration file, or of its folder. */
export function problemsFor(service: ServiceRoot, problems: readonly Problem[], roots: readonly ServiceRoot[]): readonly Problem[] {
  return problems.filter(({ path }) => {
    if (service.configFile !== undefined) return path === service.configFile;
    if (roots.some(({ configFile }) => configFile === path)) return false;
    return nearest(path, roots) === service;
  });
}

/** The service whose folder holds the path most closely; the first one where none does. */
function nearest(path: string, roots: readonly ServiceRoot[]): ServiceRoot | undefined {
  const holding = roots.filter(({ root, configFile }) => configFile === undefined && contains(root, path));
  holding.sort((a, b) => b.root.length - a.root.length);
  return holding[0] ?? roots[0];
}
