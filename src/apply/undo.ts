import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { UsageError } from '../usage-error.ts';
import { hashOf, looksOf } from './durable.ts';
import { bytesBefore, finishedEntries, type Entry, type EntryFile } from './journal.ts';
import { journalPlaces, type JournalPlace } from './journal-place.ts';
import { codeOf, reasonOf } from './reasons.ts';
import { isLike, removeIfEmpty } from './roll-back.ts';
import { targetAt } from './target.ts';
import { alone, makeSteps, type Step } from './transaction.ts';
import { listed } from './words.ts';

/** A run of the journal. */
export interface Run {
  readonly id: string;
  readonly title: string;
  /** ISO 8601, UTC. */
  readonly time: string;
  readonly version: string;
  /** The folder that was fixed, from the one that is asked about; '' for the same. */
  readonly folder: string;
  /** What it did to each file; paths from that folder, sorted. */
  readonly files: readonly { readonly path: string; readonly change: 'created' | 'deleted' | 'changed' }[];
  readonly isUndone: boolean;
}

/** A run and where it is remembered. */
interface Found {
  readonly run: Run;
  readonly entry: Entry;
  readonly place: JournalPlace;
}

/** The runs that were made in a folder or below it, newest first. */
export async function listRuns(root: string): Promise<readonly Run[]> {
  return runsIn(await journalPlaces(root)).map(({ run }) => run);
}

/**
 * Takes back a run, without an id the last one that is not undone yet: bytes and modes as they were, deleted files come back, made
 * files go, and made folders with them when nothing else is in them. All or nothing, with the means of a fix. A UsageError when
 * there is no such run, and when somebody edited one of its files since. Call recover first.
 */
export async function undo(root: string, { id, version }: { readonly id?: string; readonly version: string }): Promise<Run> {
  const places = await journalPlaces(root);
  return alone(places, (place) => {
    const found = chosen(runsIn(places), id);
    const folder = join(found.place.base, found.entry.folder);
    const steps = stepsBack(folder, found);
    const { entry: { title, id: undoes } } = found;
    const prefix = [place.prefix, found.run.folder].filter((part) => part !== '').join('/');
    makeSteps(folder, steps, { ...place, prefix }, { kind: 'undo', undoes, title, version });
    for (const made of found.entry.folders.toReversed()) removeIfEmpty(join(folder, made));
    return { ...found.run, isUndone: true };
  });
}

function chosen(runs: readonly Found[], id: string | undefined): Found {
  const found = runs.find(({ run }) => (id === undefined ? !run.isUndone : run.id === id));
  if (found === undefined && id !== undefined) throw new UsageError(`there is no run ${id} here`, '`optimize undo --list` shows the runs', 'no-run');
  if (found === undefined) {
    const hint = runs.length === 0 ? 'the journal knows of no fix in this folder' : 'every fix in the journal is undone already';
    throw new UsageError('there is nothing to undo', hint, 'no-run');
  }
  if (found.run.isUndone) throw new UsageError(`the run ${found.run.id} is undone already`, '`optimize undo --list` shows the runs', 'no-run');
  return found;
}

function runsIn(places: readonly JournalPlace[]): readonly Found[] {
  const all = places.flatMap((place) => entriesOf(place).map((entry) => ({ entry, place })));
  const undone = new Set(all.map(({ entry }) => entry.undoes));
  return all.flatMap(({ entry, place }) => {
    const folder = fromFolder(place.prefix, entry.folder);
    if (entry.kind !== 'fix' || folder === undefined) return [];
    const { id, title, time, version, files } = entry;
    return [{ entry, place, run: { id, title, time, version, folder, files: files.map(changeOf).sort((a, b) => (a.path < b.path ? -1 : 1)), isUndone: undone.has(id) } }];
  }).sort((a, b) => (a.run.id < b.run.id ? 1 : -1));
}

function changeOf({ path, before, after }: EntryFile): Run['files'][number] {
  return { path, change: before === undefined ? 'created' : after === undefined ? 'deleted' : 'changed' };
}

function entriesOf(place: JournalPlace): readonly Entry[] {
  try {
    return existsSync(place.folder) ? finishedEntries(place.folder) : [];
  } catch (error) {
    if (codeOf(error) === '') throw error;
    throw new UsageError(`the journal cannot be read: ${reasonOf(error)}`, `it is in ${place.folder}`, 'no-journal');
  }
}

/** A folder as it is called from another one; undefined where it lies outside. */
function fromFolder(from: string, folder: string): string | undefined {
  if (from === '' || from === folder) return folder === from ? '' : folder;
  return folder.startsWith(`${from}/`) ? folder.slice(from.length + 1) : undefined;
}

/** The run backwards. Every file must be as the run left it, in the place where it left it. */
function stepsBack(root: string, found: Found): readonly Step[] {
  const { files } = found.entry;
  const edited = files.filter(({ path, after }) => !isLike(join(root, path), after)).map(({ path }) => path).sort();
  if (edited.length > 0) throw changed(listed(edited));
  return files.map((file, index) => stepBack(root, file, () => bytesBefore(found.place.folder, found.entry, index)));
}

function stepBack(root: string, { path, before, after }: EntryFile, bytes: () => Buffer): Step {
  const target = targetAt(root, path);
  const isAsLeft = target.path === path && (target.file === undefined ? undefined : hashOf(target.file.bytes)) === after?.hash;
  if (!isAsLeft) throw changed(path);
  if (before === undefined) return { target, after: undefined };
  const isTouched = target.file !== undefined && looksOf(target.file.stat).mode !== after?.mode; // somebody gave it another mode since
  return { target, after: bytes(), ...(isTouched ? {} : { looks: before }) };
}

function changed(names: string): UsageError {
  return new UsageError(`${names} changed since the fix`, 'nothing was undone, so that no edit is lost', 'changed-since');
}
