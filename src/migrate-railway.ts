import { applyFiles } from './apply/apply-files.ts';
import { workTreeState } from './apply/git.ts';
import { openFolder } from './discover/open-folder.ts';
import { isAside } from './discover/aside.ts';
import { planMigration } from './migrate/plan-migration.ts';
import type { ChangedFile } from './model/changed-file.ts';
import { baseName, joinPath } from './model/files.ts';
import type { MigrationFate, PlannedFiles } from './model/migration.ts';
import type { Planner } from './railway-planner.ts';
import { folderAt } from './scan.ts';
import { UsageError } from './usage-error.ts';

/** What the user says about a migration. */
export interface MigrateOptions {
  readonly projectName: string | undefined;
  /** `NAME` of the only service, or `PATH=NAME`. */
  readonly serviceNames: readonly string[];
  /** The file to write instead of `.railway/railway.ts`. */
  readonly output: string | undefined;
  /** Delete the old files that have moved. */
  readonly removeOld: boolean;
}

/** How a migration is written. */
export interface WriteOptions {
  readonly version: string;
  /** Writes over files with changes that no commit holds. */
  readonly allowDirty: boolean;
  /** Who says what Railway would do with the new file. */
  readonly planner?: Planner | undefined;
}

/** Plans how railway.json and railway.toml become `.railway/railway.ts`. Nothing is written. */
export async function planRailwayMigration(dir: string, options: MigrateOptions): Promise<PlannedFiles> {
  const root = folderAt(dir);
  const files = await openFolder(root);
  const output = options.output === undefined ? undefined : outputFrom(options.output);
  const planned = await planMigration(files, {
    folderName: baseName(root.replaceAll('\\', '/')), projectName: options.projectName, serviceNames: namesFrom(options.serviceNames), isAside, output,
    removeOld: options.removeOld,
  });
  if (!planned.ok) throw new UsageError(`nothing can be migrated: ${planned.because}`, 'nothing was changed; mend that first', 'not-migrated');
  const { migration } = planned;
  const [kept] = migration.keptFiles;
  if (migration.moves.length === 0 && kept !== undefined) throw new UsageError(`nothing can be migrated: ${kept.path}: ${kept.because}`, 'nothing was changed; mend that first', 'not-migrated');
  if (migration.moves.length === 0) throw new UsageError(`there is no railway.json or railway.toml in ${dir} that says anything`, 'name the folder that holds them: optimize migrate railway path/to/project', 'nothing-to-migrate');
  const removed = options.removeOld ? migration.movedFiles.map((path): ChangedFile => ({ path, before: files.read(path)?.text, after: undefined })) : [];
  const written = migration.after === (migration.before ?? '') ? [] : [{ path: migration.path, before: migration.before, after: migration.after }];
  return { migration, files: [...written, ...removed] };
}

/** Writes what was planned, all or nothing; gives what `optimize undo` takes back. With a planner it stays only where Railway would destroy nothing. */
export async function writeMigration(dir: string, planned: PlannedFiles, { version, allowDirty, planner }: WriteOptions): Promise<MigrationFate> {
  const root = folderAt(dir);
  if (!allowDirty) await refuseDirtyFiles(root, planned.files);
  const description = { title: 'Migrate to .railway/railway.ts', version };
  if (planner !== undefined) return (await import('./write-if-harmless.ts')).writeIfHarmless(dir, planned, planner, description);
  return { kind: 'written', id: (await applyFiles(root, planned.files, description)).id };
}

/** Asks whether to write. */
export async function confirmMigration(): Promise<boolean> {
  const { confirmWriting } = await import('./interactive/ask.ts');
  return confirmWriting('Write this?');
}

/** A file with changes that no commit holds is not written over; new ones, such as `railway config pull` makes, are. */
async function refuseDirtyFiles(root: string, files: readonly ChangedFile[]): Promise<void> {
  const paths = files.map(({ path }) => path);
  const state = await workTreeState(root, paths);
  const dirty = state.kind === 'none' ? undefined : state.changed.find((path) => paths.includes(path));
  if (dirty !== undefined) throw new UsageError(`${dirty} has changes that are not committed`, 'commit or stash first, or say --allow-dirty; --dry-run only shows', 'dirty-tree');
}

function outputFrom(path: string): string {
  const inside = joinPath('', path.replaceAll('\\', '/'));
  if (inside === undefined || inside === '' || !/\.[cm]?[tj]s$/.test(inside)) {
    throw new UsageError(`"${path}" is no TypeScript or JavaScript file below the folder`, 'write it from the folder: --output infra/railway.ts');
  }
  return inside;
}

function namesFrom(flags: readonly string[]): ReadonlyMap<string, string> {
  const names = new Map<string, string>();
  for (const flag of flags) {
    const [, path = '', name = flag] = /^([^=]*\.(?:json|toml))=(.*)$/s.exec(flag) ?? [];
    if (name.trim() === '') throw new UsageError(`--service-name ${flag} gives no name`, 'write it as --service-name web or --service-name railway.worker.json=worker');
    names.set(path.replace(/^\.\//, ''), name.trim());
  }
  return names;
}
