import { createHash } from 'node:crypto';
import { existsSync, mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { UsageError } from '../usage-error.ts';
import { cacheFolder } from './journal-place.ts';
import { checkFree, holdLock } from './lock.ts';
import { codeOf, reasonOf } from './reasons.ts';

/** Something that no two processes of a user change at once, from whatever folder they do it. */
export interface Shared {
  /** What it is known by, an id. */
  readonly key: string;
  /** Begins the sentence of the error while another process changes it. */
  readonly busy: string;
}

/**
 * Does work while no other process of this user does any on the same thing; a UsageError while one does, and where nobody could be kept out
 * because the user's cache folder, in which the locks lie, cannot be written.
 */
export async function onceAtATime<T>(shared: Shared, work: () => Promise<T>): Promise<T> {
  const release = taken(shared);
  try {
    return await work();
  } finally {
    release();
  }
}

/** A UsageError while another process of this user works on a thing. */
export function checkUnshared({ key, busy }: Shared): void {
  inWords(folderOf(key), (folder) => { if (existsSync(folder)) checkFree(folder, busy); });
}

function taken({ key, busy }: Shared): () => void {
  return inWords(folderOf(key), (folder) => {
    mkdirSync(folder, { recursive: true, mode: 0o700 });
    return holdLock(folder, busy);
  });
}

function inWords<T>(folder: string, work: (folder: string) => T): T {
  try {
    return work(folder);
  } catch (error) {
    if (codeOf(error) === '' || error instanceof UsageError) throw error;
    throw new UsageError(`the lock that keeps other runs out cannot be written in ${folder}: ${reasonOf(error)}`, 'nothing was changed; XDG_CACHE_HOME names another folder for it', 'no-lock');
  }
}

function folderOf(key: string): string {
  return join(cacheFolder(), 'optimize', 'locks', createHash('sha256').update(key).digest('hex').slice(0, 32));
}
