import type { Adapter } from '../adapters/adapter.ts';
import type { Fact } from '../model/fact.ts';
import { baseName, folderOf, type ProjectFiles } from '../model/files.ts';
import type { Problem } from '../model/problem.ts';
import type { Notice, Project } from '../model/project.ts';
import type { SourceFile } from '../model/source-file.ts';
import type { Statement } from '../model/statement.ts';
import { NO_CONFIG, type Config } from '../config/config.ts';
import type { Assumptions } from '../model/assumptions.ts';
import { fileOf } from '../resolve/deploy.ts';
import { breathe } from '../text/breathe.ts';
import { warmReaders } from '../resolve/program.ts';
import { readService } from '../resolve/read-service.ts';
import { assumptionsFor, withDeclared } from './declared-services.ts';
import type { FileTree } from './file-tree.ts';
import type { Walk } from './walk.ts';
import { serviceHints } from './hints.ts';
import { findServices, type ServiceRoot } from './services.ts';

/** How a project is to be read. */
export interface ReadOptions {
  readonly adapters: readonly Adapter[];
  /** `2026-11-22`. */
  readonly asOf: string;
  readonly assumptions: Assumptions;
  /** Declares services and facts; nothing by default. */
  readonly config?: Config;
  /** Read only the services of these names. */
  readonly only: readonly string[];
}

/** Everything that files say, and the problems of reading them. */
interface Readings {
  readonly statements: readonly Statement[];
  readonly problems: readonly Problem[];
}

const CODE = /\.(py|[cm]?[jt]sx?)$/;

/** Reads the files of a folder into services with facts. Nothing is written, run or fetched. `root` names the folder. */
export async function readProject(files: FileTree, root: string, options: ReadOptions): Promise<Project> {
  await warmReaders(files.paths);
  const readings = await readConfiguration(files, options.adapters);
  const config = options.config ?? NO_CONFIG;
  const roots = withDeclared(findServices(files, serviceHints(files, readings.statements)), config);
  const wanted = options.only.length === 0 ? roots : roots.filter(({ name }) => options.only.includes(name));
  const services = [];
  let parsed = 0;
  for (const service of wanted) {
    await breathe();
    const reading = await readService({
      files, name: service.name, root: service.root, folderName: baseName(root), configFile: service.configFile, asOf: options.asOf, assumptions: assumptionsFor(service, config, options.assumptions),
      statements: statementsFor(service, readings.statements, roots), codePaths: codePathsOf(service, files, roots),
    });
    parsed += reading.measures.parsed;
    const problems = [...problemsFor(service, readings.problems, roots), ...reading.service.problems];
    services.push({ ...reading.service, problems: sorted(problems) });
  }
  const owned = new Set(services.flatMap(({ problems }) => problems));
  const unread = files.problems().filter((problem) => ![...owned].some(({ path }) => path === problem.path));
  const [first, ...rest] = services;
  const withUnread = first === undefined ? [] : [{ ...first, problems: sorted([...first.problems, ...unread]) }, ...rest];
  return {
    services: withUnread, asOf: options.asOf, problems: first === undefined ? sorted([...readings.problems, ...unread]) : [],
    notices: noticesOf(files.walk, withUnread.flatMap(({ problems }) => problems)),
    measures: { files: files.paths.length, codeFiles: files.paths.filter((path) => CODE.test(path)).length, parsed },
  };
}

/** Reads every configuration file with its adapter, in the order of precedence that the list of adapters gives. */
async function readConfiguration(files: ProjectFiles, adapters: readonly Adapter[]): Promise<Readings> {
  const statements: Statement[] = [];
  const problems: Problem[] = [];
  for (const adapter of adapters) {
    for (const path of files.paths) {
      if (!adapter.matches(path)) continue;
      const file = files.read(path);
      if (file === undefined) continue;
      const reading = await readOnce(adapter, file);
      await breathe();
      statements.push(...reading.statements);
      problems.push(...reading.problems);
    }
  }
  return { statements, problems };
}

/** What an adapter said of a file. A run of fixes scans many times, and few files differ: the others are the same objects. */
const READ = new WeakMap<Adapter, WeakMap<SourceFile, ReturnType<Adapter['read']>>>();

function readOnce(adapter: Adapter, file: SourceFile): ReturnType<Adapter['read']> {
  const known = READ.get(adapter) ?? new WeakMap<SourceFile, ReturnType<Adapter['read']>>();
  READ.set(adapter, known);
  const reading = known.get(file) ?? adapter.read(file);
  known.set(file, reading);
  return reading;
}

/** The statements that concern a service: its own files, files that name it, and files of the whole project. */
function statementsFor(service: ServiceRoot, statements: readonly Statement[], roots: readonly ServiceRoot[]): readonly Statement[] {
  return statements.filter((statement) => {
    const path = fileOf(statement.fact as Fact<unknown>)?.path;
    if (path === undefined) return false;
    if (statement.by === 'railway-ts') return statement.service === undefined || statement.service === service.declaredAs;
    if (statement.by === 'compose' || statement.by === 'render') return isNamed(statement, service);
    if (statement.by === 'railway-json' || statement.by === 'railway-toml') return isOwnRailwayConfig(path, service, roots);
    return folderOf(path) === service.root || (statement.by === 'dockerfile' && (contains(service.root, path) || contains(folderOf(path), service.root)));
  });
}

/** Files that describe several services speak of databases to all of them, and of a service to the one of that name or folder. */
function isNamed(statement: Statement, service: ServiceRoot): boolean {
  if (statement.service === undefined || statement.fact.name.startsWith('database.')) return true;
  return statement.service === (service.declaredAs ?? service.name);
}

/** A `railway.<name>.json` belongs to the service of that name; railway.json to its folder's other one. */
function isOwnRailwayConfig(path: string, service: ServiceRoot, roots: readonly ServiceRoot[]): boolean {
  if (service.configFile !== undefined) return path === service.configFile;
  return folderOf(path) === service.root && !roots.some(({ configFile }) => configFile === path);
}

function contains(folder: string, path: string): boolean {
  return folder === '' || path.startsWith(`${folder}/`);
}

/** Code below the service's folder that is not below another service's. */
function codePathsOf(service: ServiceRoot, files: ProjectFiles, roots: readonly ServiceRoot[]): readonly string[] {
  const inner = roots.filter(({ root }) => root !== service.root && contains(service.root, `${root}/`)).map(({ root }) => root);
  return files.below(service.root).filter((path) => CODE.test(path) && !inner.some((root) => contains(root, path)));
}

function problemsFor(service: ServiceRoot, problems: readonly Problem[], roots: readonly ServiceRoot[]): readonly Problem[] {
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

function sorted(problems: readonly Problem[]): readonly Problem[] {
  return [...problems].sort((a, b) => (a.path === b.path ? offsetOf(a) - offsetOf(b) : a.path < b.path ? -1 : 1));
}

function offsetOf(problem: Problem): number {
  return problem.at?.range.start ?? 0;
}

/** What was left out of the reading: said once, because facts that need it are unresolved for that reason. */
function noticesOf({ truncated, unreadable }: Walk, problems: readonly Problem[]): readonly Notice[] {
  const cut = truncated ? [{ message: 'the folder holds more files than are read; some were left out' }] : [];
  const unread = problems.filter(({ kind, path }) => kind === 'too-large' && (CODE.test(path) || path === ''));
  const byMessage = new Map<string, string[]>();
  for (const { message, path } of unread) byMessage.set(message, [...(byMessage.get(message) ?? []), path]);
  return [
    ...cut, ...unreadable.map((path) => ({ message: `the folder ${path} cannot be listed`, path })),
    ...[...byMessage].map(([message, paths]) => unreadNotice(message, [...new Set(paths)])),
  ];
}

function unreadNotice(message: string, paths: readonly string[]): Notice {
  const [path = '', ...more] = paths;
  const others = more.length === 0 ? '' : ` and ${more.length} more`;
  return { message: message.includes(path) ? message : `${path}${others} ${message}`, path };
}
