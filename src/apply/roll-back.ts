import { mkdirSync, readFileSync, renameSync, rmSync, rmdirSync, unlinkSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { hashOf, looksOf, statAt, syncFolder, writeDurably, type Looks } from './durable.ts';
import { bytesBefore, type Entry, type EntryFile, type FileState } from './journal.ts';

/** What a roll back did. */
export interface RolledBack {
  /** Files that are as they were before the run and were not when it began. */
  readonly restored: readonly string[];
  /** Files that are neither as they were before the run nor as it leaves them: somebody edited them, and they stay as they are. */
  readonly edited: readonly string[];
}

/**
 * Makes the files of a run that is not finished what they were before it. It may be killed and repeated: a file is as before, as
 * after, or somebody's, at any moment.
 */
export function rollBack(root: string, entry: Entry, journal: string): RolledBack {
  const restored: string[] = [];
  const edited: string[] = [];
  for (const [index, file] of [...entry.files.entries()].reverse()) {
    const full = join(root, file.path);
    const temporary = temporaryOf(root, file.path, entry.id, index);
    const isWaiting = statAt(temporary) !== undefined; // the new bytes never took the file's place
    for (const path of [temporary, rescueOf(root, file.path, entry.id, index)]) rmSync(path, { force: true });
    if (isLike(full, file.before)) continue;
    if (isLike(full, file.after)) {
      restore(root, entry, index, journal);
      restored.push(file.path);
    } else if (!isWaiting) edited.push(file.path);
  }
  for (const folder of entry.folders.toReversed()) removeIfEmpty(join(root, folder));
  for (const folder of new Set(entry.files.map(({ path }) => dirname(join(root, path))))) if (statAt(folder) !== undefined) syncFolder(folder);
  return { restored: restored.sort(), edited: edited.sort() };
}

/** Where the new bytes of a file wait: beside it, because a rename works within one file system only. */
export function temporaryOf(root: string, path: string, id: string, index: number): string {
  return join(dirname(join(root, path)), `.optimize-${id}-${index}.tmp`);
}

/** True when a file is in the state that a run found or left it in. */
export function isLike(full: string, state: FileState | undefined): boolean {
  const stat = statAt(full);
  if (stat === undefined || state === undefined) return stat === undefined && state === undefined;
  return stat.isFile() && hashOf(readFileSync(full)) === state.hash;
}

/** Removes a folder that nobody put anything into. */
export function removeIfEmpty(folder: string): void {
  try {
    rmdirSync(folder);
  } catch {
    // it holds something, or is gone
  }
}

function restore(root: string, entry: Entry, index: number, journal: string): void {
  const file = entry.files[index] as EntryFile; // the caller walks over this list
  const full = join(root, file.path);
  if (file.before === undefined) {
    unlinkSync(full);
    return;
  }
  mkdirSync(dirname(full), { recursive: true });
  const rescue = rescueOf(root, file.path, entry.id, index);
  writeDurably(rescue, bytesBefore(journal, entry, index), looksNow(full, file));
  renameSync(rescue, full);
}

/** The old mode, unless somebody gave the file another one since. */
function looksNow(full: string, { before, after }: EntryFile): Looks {
  const stat = statAt(full);
  const isTouched = stat !== undefined && after?.mode !== undefined && looksOf(stat).mode !== after.mode;
  return isTouched ? looksOf(stat) : before ?? {};
}

function rescueOf(root: string, path: string, id: string, index: number): string {
  return temporaryOf(root, path, id, index).replace(/tmp$/, 'old');
}
