import { realpathSync, statSync } from 'node:fs';
import { UsageError } from './usage-error.ts';
import { ADAPTERS } from './adapters/index.ts';
import type { Config } from './config/config.ts';
import type { FileTree } from './discover/file-tree.ts';
import { findConfig, type ConfigChoice } from './discover/find-config.ts';
import { openFolder } from './discover/open-folder.ts';
import { readProject } from './discover/read-project.ts';
import { commentIgnores } from './ignores/comment-ignores.ts';
import { judge } from './judge.ts';
import { knownNames } from './known-names.ts';
import type { Project } from './model/project.ts';
import type { Report } from './report.ts';
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
  readonly version?: string;
}

/** A scan with what it read. */
export interface Scan {
  readonly report: Report;
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
  const folder = folderAt(root);
  const asOf = dateFrom(options.asOf);
  const assumptions = assumptionsOf(options.assume ?? []);
  const catalogue = await loadCatalogue();
  const config = await findConfig(files, options.config ?? { kind: 'found' }, { known: knownNames(catalogue), folder });
  const edition = editionOf(catalogue, options.edition ?? config.edition?.value ?? CURRENT_EDITION);
  const project = await readProject(files, folder, { adapters: ADAPTERS, asOf, assumptions, config, isConfigOfOtherState: options.config?.kind === 'given', only: options.services ?? [] });
  if (project.services.length === 0) throw nothingToScan(root, options.services ?? []);
  const { ignores = true } = options;
  const comments = ignores ? await commentIgnores(files.readFiles()) : [];
  const doubt = doubtOf(options, edition.id === (config.edition?.value ?? CURRENT_EDITION));
  const report = judge(project, { catalogue, edition, version: options.version ?? '0.0.0', root, config, comments, ignores, ...(doubt === undefined ? {} : { doubt }) });
  return { report, config, project, files };
}

/** Why a scan with these options cannot tell whether an ignore is of use: another scan sees more, or something else. */
function doubtOf({ services = [], assume = [] }: ScanOptions, isUsualEdition: boolean): string | undefined {
  if (services.length > 0) return 'not all services were scanned';
  if (assume.length > 0) return 'facts were stated for this run alone';
  return isUsualEdition ? undefined : 'this is another edition than the usual one';
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
