import { realpathSync, statSync } from 'node:fs';
import { UsageError } from './usage-error.ts';
import { ADAPTERS } from './adapters/index.ts';
import type { Config } from './config/config.ts';
import type { FileTree } from './discover/file-tree.ts';
import { findConfig, type ConfigChoice } from './discover/find-config.ts';
import { openFolder } from './discover/open-folder.ts';
import { listServices, readServices, type ServiceListing } from './discover/read-project.ts';
import type { ServiceRoot } from './discover/services.ts';
import { commentIgnores } from './ignores/comment-ignores.ts';
import { judge } from './judge.ts';
import { knownNames } from './known-names.ts';
import type { Project } from './model/project.ts';
import type { LiveState } from './model/live-state.ts';
import type { RepositoryPlace } from './model/service-join.ts';
import type { LiveSource, Report } from './report.ts';
import { assumptionsFrom, type Assumptions } from './model/assumptions.ts';
import { isDay } from './text/day.ts';
import { CURRENT_EDITION, loadCatalogue, type Catalogue } from './rules/catalogue.ts';
import type { Edition } from './rules/edition.ts';

/** How to scan. */
export interface ScanOptions {
  /** The day for which it is scanned, `2026-11-22`; today by default. */
  readonly asOf?: string;
  readonly edition?: string;
  /** `FACT=VALUE` pairs that the user states. */
  readonly assume?: readonly string[];
  /** Scan only services of these names. */
  readonly services?: readonly string[];
  /** Which configuration file counts; the one that is found by default. */
  readonly config?: ConfigChoice;
  /** False shows findings that are ignored as if nobody did; true by default. */
  readonly ignores?: boolean;
  /** What the platform says; by default the file that the configuration names, else a scan of files alone. */
  readonly live?: LiveState;
  /** The file that `live` was read from, from the project root: it is no part of the project. */
  readonly liveFile?: string;
  /** The configuration that says which service on the platform is which: that of now, for an earlier state. The project's own by default. */
  readonly joining?: Config;
  /** Where the project lies in its repository, which matters for `live`; git says so by default. */
  readonly place?: RepositoryPlace;
  readonly version?: string;
}

/** A scan with what it read. */
export interface Scan {
  readonly report: Report;
  readonly catalogue: Catalogue;
  readonly config: Config;
  readonly project: Project;
  readonly files: FileTree;
}

/** Reads a folder, runs the rules of an edition and scores it. */
export async function scan(root: string, options: ScanOptions = {}): Promise<Scan> {
  return scanFiles(await openFolder(folderAt(root)), root, options);
}

/** The same of files that are open already: as they are on the disk, or as they would be after a change. */
export async function scanFiles(files: FileTree, root: string, options: ScanOptions = {}): Promise<Scan> {
  const opened = await openProject(files, root, options);
  const { services = [] } = options;
  return scanServices(opened, ({ name }) => services.length === 0 || services.includes(name));
}

/** A project whose configuration is read and whose services are known, before their code is read. */
export interface OpenProject {
  readonly root: string;
  readonly options: ScanOptions;
  readonly asOf: string;
  readonly catalogue: Catalogue;
  readonly edition: Edition;
  readonly listing: ServiceListing;
}

/** Reads the configuration of a project and lists its services. */
export async function openProject(files: FileTree, root: string, options: ScanOptions): Promise<OpenProject> {
  const folder = folderAt(root);
  const asOf = dateFrom(options.asOf);
  const catalogue = await loadCatalogue();
  const config = await findConfig(files, options.config ?? { kind: 'found' }, { known: knownNames(catalogue), folder });
  const edition = editionOf(catalogue, options.edition ?? config.edition?.value ?? CURRENT_EDITION);
  const joined = options.live === undefined && config.live === undefined ? undefined : await (await import('./live-export.ts')).joinedSource(files, config, { ...options, folder });
  const listing = await listServices(joined?.files ?? files, { adapters: ADAPTERS, config, isConfigOfOtherState: options.config?.kind === 'given' });
  return { root, options: { ...options, ...joined?.options }, asOf, catalogue, edition, listing };
}

/** Reads those services of a project that are wanted, runs the rules on them and scores them. A UsageError where there are none. */
export async function scanServices({ root, options, asOf, catalogue, edition, listing }: OpenProject, wanted: (service: ServiceRoot) => boolean): Promise<Scan> {
  const { files, config, services } = listing;
  const { ignores = true, version = '0.0.0', services: named = [] } = options;
  const project = await readServices(listing, folderAt(root), { wanted, asOf, assumptions: assumptionsOf(options.assume ?? []), live: options.live, joining: options.joining, place: options.place });
  if (project.services.length === 0) throw nothingToScan(root, named);
  const comments = ignores ? await commentIgnores(files.readFiles()) : [];
  const isPartial = project.services.length < services.length;
  const doubt = doubtOf({ isPartial, options, isUsualEdition: edition.id === (config.edition?.value ?? CURRENT_EDITION) });
  const report = judge(project, {
    catalogue, edition, version, root, config, comments, ignores, ...liveSource(options.live), ...(doubt === undefined ? {} : { doubt }),
  });
  return { report, catalogue, config, project, files };
}

/** What a report says of the platform's answer. */
function liveSource(live: LiveState | undefined): { readonly live?: LiveSource } {
  return live === undefined ? {} : { live: { project: live.project.name, environment: live.environment.name, readAt: live.readAt } };
}

/** Why a scan with these options cannot tell whether an ignore is of use: another scan sees more, or something else. */
function doubtOf({ isPartial, options: { assume = [] }, isUsualEdition }: Doubtful): string | undefined {
  if (isPartial) return 'not all services were scanned';
  if (assume.length > 0) return 'facts were stated for this run alone';
  return isUsualEdition ? undefined : 'this is another edition than the usual one';
}

interface Doubtful {
  readonly isPartial: boolean;
  readonly options: ScanOptions;
  readonly isUsualEdition: boolean;
}

/** The real path of a folder that a user names; a UsageError where there is none. */
export function folderAt(root: string): string {
  try {
    if (statSync(root).isDirectory()) return realpathSync(root);
  } catch {
    throw new UsageError(`there is no folder ${root}`, 'name the folder of a project, or start in it without a name');
  }
  throw new UsageError(`${root} is a file, and a folder is needed`, 'name the folder of a project, or start in it without a name');
}

function dateFrom(asOf: string | undefined): string {
  if (asOf === undefined) return new Date().toISOString().slice(0, 10);
  if (!isDay(asOf)) throw new UsageError(`"${asOf}" is no date`, 'write it as 2026-11-22');
  return asOf;
}

/** The facts of `--assume`; a UsageError for what is none. */
export function assumptionsOf(pairs: readonly string[]): Assumptions {
  const result = assumptionsFrom(pairs, '--assume');
  if ('mistake' in result) throw new UsageError(result.mistake, 'write it as --assume server.workers=4');
  return result;
}

/** An edition by its id; a UsageError where there is none. */
export function editionOf(catalogue: Catalogue, id: string): Edition {
  const edition = catalogue.editions.get(id);
  if (edition !== undefined) return edition;
  throw new UsageError(`there is no edition ${id}`, `the editions are ${[...catalogue.editions.keys()].sort().join(', ')}`);
}

function nothingToScan(root: string, services: readonly string[]): UsageError {
  if (services.length > 0) return new UsageError(`there is no service called ${services.join(', ')} in ${root}`, '`optimize scan` lists the services');
  return new UsageError(`there is nothing to scan in ${root}`, 'a scan looks for a Procfile, a Dockerfile, a railway, nixpacks or railpack file, or a manifest such as package.json or requirements.txt', 'nothing-to-scan');
}
