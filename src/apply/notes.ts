import { existsSync, mkdirSync, readFileSync, readdirSync, renameSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { UsageError } from '../usage-error.ts';
import { syncFolder, writeDurably } from './durable.ts';
import { journalPlaces, wayOut, writablePlace } from './journal-place.ts';
import { holdLock, isLocked } from './lock.ts';
import { codeOf, reasonOf } from './reasons.ts';

/** Small texts that one run leaves for the next: plans of a platform, and how far one was carried out. */
export interface Notes {
  /** The folder that new ones are written to. */
  readonly folder: string;
  /** Names of all notes, sorted. */
  readonly names: () => readonly string[];
  /** The text of a note; undefined where there is none. */
  readonly read: (name: string) => string | undefined;
  /** Writes a note whole, in the place of the one that is there. It is on the disk when this returns; a UsageError where that cannot be. */
  readonly write: (name: string, text: string) => void;
  readonly remove: (name: string) => void;
  /** True while another process works alone. */
  readonly isBusy: () => boolean;
  /** Does work while no other process works alone on these notes; a UsageError while one does. */
  readonly alone: <T>(work: () => Promise<T>) => Promise<T>;
}

const ENDING = '.json';

/** The notes of a project of one kind, `railway`, beside the journal of its fixes. Nobody else can read them. */
export async function notesOf(root: string, kind: string): Promise<Notes> {
  const places = await journalPlaces(root);
  const folders = places.map(({ folder }) => join(folder, kind));
  const folderOf = (name: string) => folders.find((folder) => existsSync(join(folder, name + ENDING)));
  const own = () => inWords(writablePlace(places, 'the journal').folder, (place) => {
    mkdirSync(join(place, kind), { recursive: true, mode: 0o700 });
    return join(place, kind);
  });
  return {
    get folder() { return own(); },
    names: () => [...new Set(folders.flatMap(namesIn))].sort(),
    read: (name) => { const folder = folderOf(name); return folder === undefined ? undefined : readFileSync(join(folder, name + ENDING), 'utf8'); },
    write: (name, text) => inWords(folderOf(name) ?? own(), (folder) => writeWhole(folder, name + ENDING, text)),
    remove: (name) => folders.forEach((folder) => rmSync(join(folder, name + ENDING), { force: true })),
    isBusy: () => folders.some((folder) => existsSync(folder) && isLocked(folder)),
    alone: async (work) => {
      const release = inWords(own(), (folder) => holdLock(folder), 'nothing was changed; ');
      try {
        return await work();
      } finally {
        release();
      }
    },
  };
}

function namesIn(folder: string): readonly string[] {
  if (!existsSync(folder)) return [];
  return readdirSync(folder).filter((name) => name.endsWith(ENDING)).map((name) => name.slice(0, -ENDING.length));
}

/** A kill leaves the old text or the new one. */
function writeWhole(folder: string, name: string, text: string): void {
  const temporary = join(folder, `${name}.${process.pid}.new`);
  rmSync(temporary, { force: true });
  writeDurably(temporary, Buffer.from(text), { mode: 0o600 });
  renameSync(temporary, join(folder, name));
  syncFolder(folder);
}

function inWords<T>(folder: string, work: (folder: string) => T, fate = ''): T {
  try {
    return work(folder);
  } catch (error) {
    if (codeOf(error) === '' || error instanceof UsageError) throw error;
    throw new UsageError(`the journal cannot be written in ${folder}: ${reasonOf(error)}`, fate + wayOut(folder), 'no-journal');
  }
}
