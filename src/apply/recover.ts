import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { UsageError } from '../usage-error.ts';
import { dropEntry, hasOpenEntry, keepEntry, openEntries, type Entry } from './journal.ts';
import { journalPlaces, type JournalPlace } from './journal-place.ts';
import { isLocked, withLock } from './lock.ts';
import { codeOf, reasonOf } from './reasons.ts';
import { rollBack } from './roll-back.ts';
import { momentOf } from '../text/moment.ts';
import { listed } from './words.ts';

/**
 * Rolls back what an interrupted run left, and says so in one line for the user; undefined where nothing was left. A UsageError
 * while another run is writing, or when the old files cannot be put back. Call it before a scan whose result will be written.
 *
 * One rule: what is not marked as made is rolled back, also when all of its files had been written, because nobody was told that
 * they are. Files that somebody edited since stay as they are, and what they held before the run stays in the journal.
 */
export async function recover(root: string): Promise<string | undefined> {
  const said = (await journalPlaces(root)).flatMap((place) => {
    try {
      return recoverIn(place);
    } catch (error) {
      if (codeOf(error) === '') throw error;
      throw new UsageError(`an interrupted run cannot be rolled back: ${reasonOf(error)}`, `its files as they were before it are in ${place.folder}`, 'unfinished');
    }
  });
  return said.length === 0 ? undefined : said.join('; ');
}

/** What recover would roll back, in one line; nothing is done. Undefined where there is nothing, or while the run is still going on. */
export async function findInterrupted(root: string): Promise<string | undefined> {
  const entries = (await journalPlaces(root)).flatMap((place) => (isUnfinished(place) && !isLocked(place.folder) ? openEntries(place.folder) : []));
  return entries.length === 0 ? undefined : entries.map((entry) => `${nameOf(entry)} was interrupted`).join('; ');
}

function isUnfinished({ folder }: JournalPlace): boolean {
  return existsSync(folder) && hasOpenEntry(folder);
}

function recoverIn(place: JournalPlace): readonly string[] {
  if (!isUnfinished(place)) return [];
  return withLock(place.folder, () => openEntries(place.folder).map((entry) => takenBack(entry, place)));
}

function takenBack(entry: Entry, place: JournalPlace): string {
  const { restored, edited } = rollBack(join(place.base, entry.folder), entry, place.folder);
  const head = `${nameOf(entry)} was interrupted and is rolled back`;
  const done = restored.length === 0 ? 'no file had been changed' : `${listed(restored)} as before it`;
  if (edited.length === 0) {
    dropEntry(place.folder, entry.id);
    return `${head}: ${done}`;
  }
  const kept = keepEntry(place.folder, entry.id);
  return `${head}: ${done}; edited since and left alone: ${listed(edited)} (as before it: ${kept})`;
}

function nameOf({ kind, time, title }: Entry): string {
  return `the ${kind} of ${momentOf(time)} (${title})`;
}
