import { createHash } from 'node:crypto';
import { accessSync, constants, mkdirSync, realpathSync } from 'node:fs';
import { homedir } from 'node:os';
import { basename, isAbsolute, join, resolve } from 'node:path';
import { UsageError } from '../usage-error.ts';
import { syncFolder } from './durable.ts';
import { git } from '../git/git-run.ts';
import { pathFrom } from './paths.ts';
import { isDenied, reasonOf } from './reasons.ts';

/** Where runs are remembered, and what their paths count from. */
export interface JournalPlace {
  readonly folder: string;
  /** The top of the work tree, or the project itself: a repository that moves takes its journal along. */
  readonly base: string;
  /** The project from there, with forward slashes; '' for the same folder. */
  readonly prefix: string;
}

/**
 * The journals of a project: below its git directory (each work tree and each submodule has its own), then in the user's cache
 * folder, where it is without git, or where the git directory may not be written. Never in the work tree.
 */
export async function journalPlaces(root: string): Promise<readonly [JournalPlace, ...JournalPlace[]]> {
  const folder = realpathSync(root);
  const cache: JournalPlace = { folder: join(cacheFolder(), 'optimize', 'journal', keyOf(folder)), base: folder, prefix: '' };
  const inGit = await placeInGit(folder);
  return inGit === undefined ? [cache] : [inGit, cache];
}

/** The first of the places that can be written, its folder made. A UsageError where none can; it calls what lies there by a name. */
export function writablePlace(places: readonly [JournalPlace, ...JournalPlace[]], name = 'the journal for undo'): JournalPlace {
  for (const [index, place] of places.entries()) {
    try {
      makeFolder(place.folder);
      return place;
    } catch (error) {
      if (index < places.length - 1 && isDenied(error)) continue;
      throw new UsageError(`${name} cannot be written in ${place.folder}: ${reasonOf(error)}`, `nothing was changed; ${wayOut(place.folder)}`, 'no-journal');
    }
  }
  return places[0];
}

/** What helps where a journal cannot be written in a folder: only the one in the user's cache can lie elsewhere. */
export function wayOut(folder: string): string {
  return folder.startsWith(cacheFolder()) ? 'XDG_CACHE_HOME names another folder for it' : 'make room there, or put away what is in its place';
}

/** The journal holds what the user's files held: nobody else reads it. */
function makeFolder(folder: string): void {
  const first = mkdirSync(folder, { recursive: true, mode: 0o700 });
  for (let made = folder; first !== undefined && made.length >= first.length; made = resolve(made, '..')) syncFolder(resolve(made, '..'));
  accessSync(folder, constants.R_OK | constants.W_OK | constants.X_OK);
}

async function placeInGit(root: string): Promise<JournalPlace | undefined> {
  const { isDone, stdout } = await git(root, ['rev-parse', '--is-inside-work-tree', '--show-cdup', '--git-path', 'optimize/journal']);
  const [isInside, up = '', ...path] = stdout.replace(/\n$/, '').split('\n');
  if (!isDone || isInside !== 'true') return undefined;
  const base = realpathSync(join(root, up));
  const prefix = pathFrom(base, root);
  return { folder: resolve(root, path.join('\n')), base, prefix };
}

/** https://specifications.freedesktop.org/basedir-spec/latest/ wants a relative path to be ignored. */
export function cacheFolder(): string {
  const named = process.env['XDG_CACHE_HOME'] ?? '';
  if (isAbsolute(named)) return named;
  if (process.platform === 'win32') return process.env['LOCALAPPDATA'] ?? join(homedir(), 'AppData', 'Local');
  return process.platform === 'darwin' ? join(homedir(), 'Library', 'Caches') : join(homedir(), '.cache');
}

/** Readable and distinct: the name of the folder, and a hash of where it is. */
function keyOf(folder: string): string {
  const name = basename(folder).replaceAll(/[^\w.-]/g, '_').slice(0, 40);
  return `${name}-${createHash('sha256').update(folder).digest('hex').slice(0, 16)}`;
}
