import { existsSync, mkdirSync, readFileSync, readdirSync, renameSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { UsageError } from '../usage-error.ts';
import { hashOf, syncFolder, writeDurably, type Looks } from './durable.ts';

/** A file on one side of a run. */
export interface FileState extends Looks {
  readonly hash: string;
}

/** One file of a run. Paths are from the project root, with no link on the way. */
export interface EntryFile {
  readonly path: string;
  /** The bytes that it had lie beside the entry, under its place in the list. */
  readonly before?: FileState;
  readonly after?: FileState;
}

/** What the journal knows of a run. */
export interface Entry {
  readonly format: 1;
  readonly id: string;
  readonly kind: 'fix' | 'undo';
  /** The run that an undo takes back. */
  readonly undoes?: string;
  readonly title: string;
  /** ISO 8601, UTC. */
  readonly time: string;
  readonly command: readonly string[];
  readonly version: string;
  /** The project, from the base of the journal, with forward slashes. */
  readonly folder: string;
  readonly files: readonly EntryFile[];
  /** Folders that the run made, outermost first, from the project root. */
  readonly folders: readonly string[];
}

/**
 * How far a run is, as the ending of its folder: being written down, being made, made, or rolled back although somebody had edited
 * files, so that its bytes may still be wanted. A folder is renamed in one go, so a run is never in between.
 */
type Ending = '.new' | '.open' | '' | '.kept';

const ID = /^\d{8}-\d{6}-\d{3}$/;
/** So many runs are kept. */
const KEPT = 50;

/** An id that sorts after all others of the journal, made of the time. */
export function nextId(journal: string, now: Date): string {
  const last = readdirSync(journal).map(idIn).filter((id) => id !== undefined).sort().at(-1);
  const time = Math.max(now.getTime(), last === undefined ? 0 : timeOf(last) + 1);
  return new Date(time).toISOString().replace('T', '-').replaceAll(/[:Z]/g, '').replace('.', '-').replace(/^(\d{4})-(\d\d)-/, '$1$2');
}

/** Writes a run down before anything of it is made. Once this returns a loss of power does not lose it. */
export function beginEntry(journal: string, entry: Entry, before: readonly (Uint8Array | undefined)[]): void {
  const folder = folderOf(journal, entry.id, '.new');
  try {
    mkdirSync(folder, { mode: 0o700 });
    for (const [index, bytes] of before.entries()) if (bytes !== undefined) writeDurably(join(folder, String(index)), bytes, { mode: 0o600 });
    writeDurably(join(folder, 'entry.json'), Buffer.from(`${JSON.stringify(entry, undefined, 1)}\n`), { mode: 0o600 });
    syncFolder(folder);
    move(journal, entry.id, ['.new', '.open']);
  } catch (error) {
    for (const ending of ['.new', '.open'] as const) remove(folderOf(journal, entry.id, ending)); // a full disk needs the room
    throw error;
  }
}

/** The run is made: from now on it is undone and not rolled back. */
export function finishEntry(journal: string, id: string): void {
  move(journal, id, ['.open', '']);
}

/** The run was rolled back: what it wrote down is not needed any more. */
export function dropEntry(journal: string, id: string): void {
  move(journal, id, [existsSync(folderOf(journal, id, '')) ? '' : '.open', '.new']);
  remove(folderOf(journal, id, '.new'));
}

/** The run was rolled back as far as it went; gives the folder that keeps the bytes. */
export function keepEntry(journal: string, id: string): string {
  move(journal, id, ['.open', '.kept']);
  return folderOf(journal, id, '.kept');
}

/** True when a run was begun and not finished. */
export function hasOpenEntry(journal: string): boolean {
  return idsOf(journal, '.open').length > 0;
}

/** Runs that were begun and not finished: at most one, unless somebody copied journals together. */
export function openEntries(journal: string): readonly Entry[] {
  return idsOf(journal, '.open').map((id) => read(journal, id, '.open'));
}

/** Runs that were made, oldest first. What cannot be read is left out. */
export function finishedEntries(journal: string): readonly Entry[] {
  return idsOf(journal, '').flatMap((id) => {
    try {
      return [read(journal, id, '')];
    } catch {
      return [];
    }
  });
}

function remove(folder: string): void {
  try {
    rmSync(folder, { recursive: true, force: true });
  } catch {
    // a later run tidies up
  }
}

/** The bytes that the file at a place in the list of a run had before it. */
export function bytesBefore(journal: string, { id, files }: Entry, index: number): Buffer {
  const folder = [folderOf(journal, id, '.open'), folderOf(journal, id, '')].find((each) => existsSync(each)) ?? journal;
  const bytes = readFileSync(join(folder, String(index)));
  if (hashOf(bytes) === files[index]?.before?.hash) return bytes;
  throw new UsageError(`the journal is damaged: it does not hold ${files[index]?.path} as it was`, `what it holds is in ${folder}`, 'no-journal');
}

/** Removes what killed runs left half written down, and all but the newest runs. */
export function tidy(journal: string): void {
  const old = [...idsOf(journal, '').slice(0, -KEPT).map((id) => folderOf(journal, id, '')), ...idsOf(journal, '.kept').slice(0, -KEPT).map((id) => folderOf(journal, id, '.kept'))];
  const halves = idsOf(journal, '.new').map((id) => folderOf(journal, id, '.new'));
  for (const folder of [...old, ...halves]) remove(folder);
}

function read(journal: string, id: string, ending: Ending): Entry {
  const path = join(folderOf(journal, id, ending), 'entry.json');
  try {
    const entry = JSON.parse(readFileSync(path, 'utf8')) as Entry; // written by this file, whole or not at all
    if (entry.format === 1) return entry;
  } catch {
    throw new UsageError(`the journal of an interrupted run cannot be read: ${path}`, 'its folder holds the files as they were; move it away when they are as you want them', 'no-journal');
  }
  throw new UsageError(`the journal was written by a newer optimize: ${path}`, 'use that version here', 'no-journal');
}

function move(journal: string, id: string, [from, to]: readonly [Ending, Ending]): void {
  renameSync(folderOf(journal, id, from), folderOf(journal, id, to));
  syncFolder(journal);
}

function folderOf(journal: string, id: string, ending: Ending): string {
  return join(journal, `${id}${ending}`);
}

function idsOf(journal: string, ending: Ending): readonly string[] {
  if (!existsSync(journal)) return [];
  return readdirSync(journal).filter((name) => name.endsWith(ending) && ID.test(name.slice(0, name.length - ending.length)))
    .map((name) => name.slice(0, name.length - ending.length)).sort();
}

function idIn(name: string): string | undefined {
  const id = name.replace(/\.\w+$/, '');
  return ID.test(id) ? id : undefined;
}

function timeOf(id: string): number {
  const [, year, month, day, hour, minute, second, rest] = /^(\d{4})(\d\d)(\d\d)-(\d\d)(\d\d)(\d\d)-(\d{3})$/.exec(id) ?? [];
  return Date.parse(`${year}-${month}-${day}T${hour}:${minute}:${second}.${rest}Z`);
}
