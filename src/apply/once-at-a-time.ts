import { createHash } from 'node:crypto';
import { existsSync, mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { UsageError } from '../usage-error.ts';
import { cacheFolder } from './journal-place.ts';
import { checkFree, holdLock } from './lock.ts';

/** Something that no two processes of a user change at once, from whatever folder they do it. */
export interface Shared {
  /** What it is known by, an id. */
  readonly key: string;
  /** Begins the sentence of the error while another process changes it. */
  readonly busy: string;
}

/**
 * Does work while no other process of this user does any on the same thing; a UsageError while one does. The locks lie in the user's cache
 * folder; where they cannot be made nobody is kept out by them.
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
  if (existsSync(folderOf(key))) checkFree(folderOf(key), busy);
}

function taken({ key, busy }: Shared): () => void {
  try {
    mkdirSync(folderOf(key), { recursive: true, mode: 0o700 });
    return holdLock(folderOf(key), busy);
  } catch (error) {
    if (error instanceof UsageError) throw error;
    return () => undefined;
  }
}

function folderOf(key: string): string {
  return join(cacheFolder(), 'optimize', 'locks', createHash('sha256').update(key).digest('hex').slice(0, 32));
}
