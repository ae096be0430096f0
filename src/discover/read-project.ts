import type { Adapter } from '../adapters/adapter.ts';
import type { Assumptions } from '../model/assumptions.ts';
import type { Fact } from '../model/fact.ts';
import { baseName } from '../model/files.ts';
import type { LiveState } from '../model/live-state.ts';
import type { Problem } from '../model/problem.ts';
import type { Notice, Project, Service } from '../model/project.ts';
import type { RepositoryPlace } from '../model/service-join.ts';
import type { Statement } from '../model/statement.ts';
import { NO_CONFIG, type Config } from '../config/config.ts';
import { fileOf } from '../resolve/deploy.ts';
import { warmReaders } from '../resolve/program.ts';
import { readService } from '../resolve/read-service.ts';
import { joinServices } from './join-services.ts';
import { liveNotices } from './live-notices.ts';
import { breathe } from '../text/breathe.ts';
import { isSameList } from '../text/same-list.ts';
import { assumptionsFor, withDeclared } from './declared-services.ts';
import type { FileTree } from './file-tree.ts';
import { serviceHints } from './hints.ts';
import { commandsElsewhere } from './commands-elsewhere.ts';
import { isCode, ownPathsOf, problemsFor, statementsFor } from './ownership.ts';
import { readConfiguration, type Readings } from './read-configuration.ts';
import { findServices, type ServiceRoot } from './services.ts';
import type { Walk } from './walk.ts';

/** How a project is to be read. */
export interface ReadOptions {
  readonly adapters: readonly Adapter[];
  /** `2026-11-22`. */
  readonly asOf: string;
  readonly assumptions: Assumptions;
  /** Declares services and facts; nothing by default. */
  readonly config?: Config;
  /** True where the configuration is that of another state of the project. */
  readonly isConfigOfOtherState?: boolean;
  /** Read only the services of these names. */
  readonly only: readonly string[];
  /** What the platform says; nothing by default. */
  readonly live?: LiveState | undefined;
  /** The configuration that says which service on the platform is which; that of the project by default. */
  readonly joining?: Config | undefined;
  /** Where the project lies in its repository; at the top of one without a name by default. */
  readonly place?: RepositoryPlace | undefined;
}

/** The services of a project, before their code is read. */
export interface ServiceListing {
  readonly files: FileTree;
  readonly config: Config;
  /** Sorted by root and name. */
  readonly services: readonly ServiceRoot[];
  /** What the configuration files of all of them say. */
  readonly readings: Readings;
}

/** Reads the files of a folder into services with facts. Nothing is written, run or fetched. `root` names the folder. */
export async function readProject(files: FileTree, root: string, options: ReadOptions): Promise<Project> {
  const listing = await listServices(files, options);
  return readServices(listing, root, { ...options, wanted: ({ name }) => options.only.length === 0 || options.only.includes(name) });
}

/** Reads the configuration files of a project, and finds its services. */
export async function listServices(
  files: FileTree, { adapters, config = NO_CONFIG, isConfigOfOtherState = false }: Pick<ReadOptions, 'adapters' | 'config' | 'isConfigOfOtherState'>,
): Promise<ServiceListing> {
  await warmReaders(files.paths);
  const { statements, problems } = await readConfiguration(files, adapters);
  const { services: found, foreign } = servicesIn(files, statements);
  const readings = { problems, statements: foreign.size === 0 ? statements : statements.filter(({ fact }) => !foreign.has(fileOf(fact as Fact<unknown>)?.path ?? '')) };
  return { files, config, services: withDeclared(found, config, { hasFolder: files.hasFolder, isOfOtherState: isConfigOfOtherState }), readings };
}

/** What was found among some paths, and by which statements: two states of a project often have both in common. */
const FOUND = new WeakMap<readonly string[], Found>();

interface Found {
  readonly statements: readonly Statement[];
  readonly services: readonly ServiceRoot[];
  /** Files whose statements speak of no service. */
  readonly foreign: ReadonlySet<string>;
}

function servicesIn(files: FileTree, statements: readonly Statement[]): Found {
  const known = FOUND.get(files.paths);
  if (known !== undefined && isSameList(known.statements, statements)) return known;
  const hints = serviceHints(files, statements);
  const found = { statements, services: findServices(files, hints), foreign: hints.foreign };
  FOUND.set(files.paths, found);
  return found;
}

/** Reads those services of a listing that are wanted. */
export async function readServices(
  { files, config, services: roots, readings }: ServiceListing, root: string,
  { wanted, asOf, assumptions, live, joining = config, place = { folder: '', names: [] } }: Pick<ReadOptions, 'asOf' | 'assumptions' | 'live' | 'joining' | 'place'> & { readonly wanted: (service: ServiceRoot) => boolean },
): Promise<Project> {
  const services: Service[] = [];
  const join = live === undefined ? undefined : joinServices(roots, live, { config: joining, place, files });
  let parsed = 0;
  for (const service of roots.filter(wanted)) {
    await breathe();
    const ownPaths = ownPathsOf(service, files, roots);
    const counterpart = join?.joined.find(({ local }) => local === service)?.live;
    const reading = await readService({
      files, name: service.name, root: service.root, folderName: baseName(root), configFile: service.configFile, asOf, assumptions: assumptionsFor(service, config, assumptions),
      statements: statementsFor(service, readings.statements, roots), ownPaths, codePaths: ownPaths.filter(isCode),
      elsewhere: commandsElsewhere(service, roots, readings.statements),
      ...(live === undefined || counterpart === undefined ? {} : { live: { state: live, service: counterpart } }),
    });
    parsed += reading.measures.parsed;
    const problems = [...problemsFor(service, readings.problems, roots), ...reading.service.problems.filter((problem) => !isToldBefore(problem, services))];
    services.push({ ...reading.service, problems: sorted(problems) });
  }
  const owned = new Set(services.flatMap(({ problems }) => problems.map(({ path }) => path)));
  const unread = files.problems().filter(({ path }) => !owned.has(path));
  const [first, ...rest] = services;
  const withUnread = first === undefined ? [] : [{ ...first, problems: sorted([...first.problems, ...unread]) }, ...rest];
  return {
    services: withUnread, asOf, problems: first === undefined ? sorted([...readings.problems, ...unread]) : [],
    notices: [
      ...noticesOf(files.walk, withUnread.flatMap(({ problems }) => problems)),
      ...(live === undefined || join === undefined ? [] : liveNotices(live, { ...join, lone: join.lone.filter(({ local }) => wanted(local)) }, { asOf, place })),
    ],
    measures: { files: files.paths.length, codeFiles: files.paths.filter(isCode).length, parsed },
  };
}

/** A broken schema or migration is that of all services of a folder, and told with the first. */
function isToldBefore({ path, message }: Problem, services: readonly Service[]): boolean {
  return /\.(?:prisma|sql)$/.test(path) && services.some(({ problems }) => problems.some((each) => each.path === path && each.message === message));
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
  const unread = problems.filter(({ kind, path }) => kind === 'too-large' && (isCode(path) || path === ''));
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
