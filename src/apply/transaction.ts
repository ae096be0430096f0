import { linkSync, mkdirSync, readFileSync, renameSync, unlinkSync, type BigIntStats } from 'node:fs';
import { dirname, join } from 'node:path';
import { UsageError } from '../usage-error.ts';
import { hashOf, looksOf, statAt, syncFolder, writeDurably, type Looks } from './durable.ts';
import { beginEntry, dropEntry, finishEntry, hasOpenEntry, keepEntry, nextId, tidy, type Entry } from './journal.ts';
import { writablePlace, type JournalPlace } from './journal-place.ts';
import { withLock } from './lock.ts';
import { codeOf, reasonOf } from './reasons.ts';
import { rollBack, temporaryOf } from './roll-back.ts';
import { refused, type Target } from './target.ts';

/** One file of a transaction: what is there, and what will be. */
export interface Step {
  readonly target: Target;
  readonly after: Uint8Array | undefined;
  /** How the file looks afterwards; as before where it is not said, as the system makes it where the file is new. */
  readonly looks?: Looks;
}

/** What is written down about a run, apart from its files. */
export type Description = Pick<Entry, 'kind' | 'undoes' | 'title' | 'version'>;

/**
 * Does work that writes, alone: no other process writes these files meanwhile, and nothing unfinished lies about. A UsageError
 * otherwise, and when the journal cannot be written.
 */
export function alone<T>(places: readonly [JournalPlace, ...JournalPlace[]], work: (place: JournalPlace) => T): T {
  const place = writablePlace(places);
  return inWords(place, () => withLock(place.folder, () => {
    if (places.some(({ folder }) => hasOpenEntry(folder))) {
      throw new UsageError('an earlier run was interrupted and is not rolled back yet', 'run the same command again', 'unfinished');
    }
    tidy(place.folder);
    const done = work(place);
    tidy(place.folder);
    return done;
  }));
}

/**
 * Makes all steps or none. In this order, so that a kill or a loss of power leaves what recover can roll back:
 *
 * 1. the journal gets the old bytes, what the new ones will be, and the names of all files and folders to come;
 * 2. new folders are made, and each new file is written beside the old one under another name, with its mode and owner;
 * 3. each takes the old one's name in one go (rename), unless that changed since it was read; then files are deleted;
 * 4. the journal says that the run is made.
 *
 * Each part is on the disk before the next one starts. Nothing waits in between, so Ctrl-C comes before or after all of it.
 */
export function makeSteps(root: string, steps: readonly Step[], place: JournalPlace, description: Description): Entry {
  const entry = entryOf(steps, place, description);
  inWords(place, () => beginEntry(place.folder, entry, steps.map(({ target }) => target.file?.bytes)));
  try {
    for (const folder of entry.folders) attempt(folder, () => mkdirSync(join(root, folder)));
    for (const [index, step] of steps.entries()) attempt(step.target.path, () => writeBeside(root, entry, index, step));
    syncFolders(root, entry);
    for (const [index, step] of steps.entries()) if (step.after !== undefined) attempt(step.target.path, () => putInPlace(root, entry, index, step));
    for (const { target, after } of steps) if (after === undefined) attempt(target.path, () => remove(target));
    syncFolders(root, entry);
    inWords(place, () => finishEntry(place.folder, entry.id));
  } catch (error) {
    takeBack(root, entry, place, error);
  }
  return entry;
}

function entryOf(steps: readonly Step[], place: JournalPlace, description: Description): Entry {
  const now = new Date();
  return {
    format: 1, id: nextId(place.folder, now), ...description, time: now.toISOString(), command: process.argv.slice(2), folder: place.prefix,
    folders: [...new Set(steps.flatMap(({ target, after }) => (after === undefined ? [] : target.missing)))].sort(),
    files: steps.map(({ target: { path, file }, after, looks = file === undefined ? {} : looksOf(file.stat) }) => ({
      path,
      ...(file === undefined ? {} : { before: { hash: hashOf(file.bytes), ...looksOf(file.stat) } }),
      ...(after === undefined ? {} : { after: { hash: hashOf(after), ...looks } }),
    })),
  };
}

function writeBeside(root: string, { id, files }: Entry, index: number, { target, after }: Step): void {
  const looks = files[index]?.after;
  if (after !== undefined && looks !== undefined) writeDurably(temporaryOf(root, target.path, id, index), after, looks);
}

function putInPlace(root: string, { id }: Entry, index: number, { target }: Step): void {
  const temporary = temporaryOf(root, target.path, id, index);
  if (target.file !== undefined) {
    mustBeUnchanged(target);
    renameSync(temporary, target.full);
    return;
  }
  try {
    linkSync(temporary, target.full); // unlike a rename this takes nobody's place
    unlinkSync(temporary);
  } catch (error) {
    if (codeOf(error) === 'EEXIST' || statAt(target.full) !== undefined) throw error;
    renameSync(temporary, target.full); // a file system without links
  }
}

function remove(target: Target): void {
  mustBeUnchanged(target);
  unlinkSync(target.full);
}

/** The moment between the reading and the writing is short, and yet an editor may save in it. */
function mustBeUnchanged({ path, full, file }: Target): void {
  const now = statAt(full);
  if (now !== undefined && file !== undefined && (isSame(now, file.stat) || (now.isFile() && now.mode === file.stat.mode && readFileSync(full).equals(file.bytes)))) return;
  throw refused(path, 'somebody changed it at this moment');
}

function isSame(some: BigIntStats, other: BigIntStats): boolean {
  return some.ino === other.ino && some.size === other.size && some.mtimeNs === other.mtimeNs && some.ctimeNs === other.ctimeNs;
}

function attempt(path: string, work: () => void): void {
  try {
    work();
  } catch (error) {
    if (error instanceof UsageError || codeOf(error) === '') throw error;
    throw refused(path, reasonOf(error));
  }
}

/** Nothing stays of a run that could not be made. What even that cannot take back is rolled back by the next run. */
function takeBack(root: string, entry: Entry, place: JournalPlace, error: unknown): never {
  try {
    const { edited } = rollBack(root, entry, place.folder);
    if (edited.length === 0) dropEntry(place.folder, entry.id);
    else keepEntry(place.folder, entry.id);
  } catch (second) {
    const message = error instanceof Error ? error.message : String(error);
    throw new UsageError(`${message}; taking back what was written did not work either: ${reasonOf(second)}`, 'the next `optimize fix` or `optimize undo` tries that again', 'unfinished');
  }
  throw error;
}

/** Troubles of the file system that no file of the project has are the journal's. */
function inWords<T>(place: JournalPlace, work: () => T): T {
  try {
    return work();
  } catch (error) {
    if (codeOf(error) === '' || error instanceof UsageError) throw error;
    throw new UsageError(`the journal for undo cannot be written in ${place.folder}: ${reasonOf(error)}`, 'nothing was changed', 'no-journal');
  }
}

function syncFolders(root: string, { files, folders }: Entry): void {
  for (const folder of new Set([...files.map(({ path }) => path), ...folders].map((path) => dirname(join(root, path))))) {
    if (statAt(folder) !== undefined) attempt(folder, () => syncFolder(folder));
  }
}
