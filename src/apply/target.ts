import { accessSync, constants, readFileSync, realpathSync, type BigIntStats } from 'node:fs';
import { dirname, isAbsolute, join } from 'node:path';
import { UsageError } from '../usage-error.ts';
import { statAt } from './durable.ts';
import { pathFrom } from './paths.ts';
import { codeOf, reasonOf } from './reasons.ts';

/** The file that a path means: where it leads when it is a link, and what is there. */
export interface Target {
  /** From the project root, with forward slashes, no link on the way. */
  readonly path: string;
  readonly full: string;
  /** True when the path itself is a link to the file. */
  readonly isLink: boolean;
  /** Undefined where no file is there yet. */
  readonly file: { readonly stat: BigIntStats; readonly bytes: Buffer } | undefined;
  /** Folders that must be made first, outermost first, from the root. */
  readonly missing: readonly string[];
}

/** The one file of a git directory that is written, where it is asked for by its name and no link leads to it. */
const OWN_HOOK = '.git/hooks/pre-commit';
const UNCHANGED = 'nothing was changed';
const ENTER_AND_WRITE = constants.W_OK | constants.X_OK;

/** Finds what a path of the project means. A UsageError where it must not or cannot be written. `root` is a real path. */
export function targetAt(root: string, path: string): Target {
  const parts = path.split('/');
  if (parts.some((part) => part === '' || part === '.' || part === '..')) throw new Error(`"${path}" is no path of a project`);
  try {
    const named = join(root, ...parts);
    const full = leadsTo(named, path);
    const real = inProject(root, full, path);
    const missing = missingFolders(root, real, path);
    if (missing.length === 0) mustBeWritable(dirname(full), path, ENTER_AND_WRITE, ' for its folder');
    return { path: real, full, isLink: statAt(named)?.isSymbolicLink() ?? false, missing, file: fileAt(full, path) };
  } catch (error) {
    if (error instanceof UsageError || codeOf(error) === '') throw error;
    throw refused(path, reasonOf(error));
  }
}

/** A refusal that names the file; nothing was changed. */
export function refused(path: string, because: string): UsageError {
  return new UsageError(`${path} cannot be written: ${because}`, UNCHANGED, 'not-writable');
}

/** The path from the root of a file that a fix may write. */
function inProject(root: string, full: string, path: string): string {
  const real = pathFrom(root, full);
  if (real.startsWith('../') || isAbsolute(real)) throw refused(path, 'a link leads out of the project');
  if (path === OWN_HOOK && real === OWN_HOOK) return real;
  if (real.split('/').some((part) => part.toLowerCase() === '.git')) throw refused(path, 'it is in a git directory');
  return real;
}

/** The real path of a file that may not be there yet; a link to nothing leads nowhere. */
function leadsTo(full: string, path: string): string {
  const stat = statAt(full);
  if (stat === undefined) return join(realFolder(dirname(full), path), full.slice(dirname(full).length));
  try {
    return realpathSync(full);
  } catch (error) {
    if (codeOf(error) === 'ENOENT') throw refused(path, 'it is a link to nothing');
    throw error;
  }
}

function realFolder(folder: string, path: string): string {
  const stat = statAt(folder);
  if (stat === undefined) return join(realFolder(dirname(folder), path), folder.slice(dirname(folder).length));
  return realpathSync(folder);
}

function missingFolders(root: string, real: string, path: string): readonly string[] {
  const missing: string[] = [];
  for (let slash = real.indexOf('/'); slash !== -1; slash = real.indexOf('/', slash + 1)) {
    const folder = real.slice(0, slash);
    const stat = statAt(join(root, folder));
    if (stat === undefined) missing.push(folder);
    else if (!stat.isDirectory()) throw refused(path, `${folder} is no folder`);
  }
  const [first] = missing;
  if (first !== undefined) mustBeWritable(dirname(join(root, first)), path, ENTER_AND_WRITE, ' for its folder');
  return missing;
}

/**
 * A file with several names (hard links) is refused. Its other names may lie outside of the project; a new file in its place would
 * part them, and writing into it would leave half a file when the power fails.
 */
function fileAt(full: string, path: string): Target['file'] {
  const stat = statAt(full);
  if (stat === undefined) return undefined;
  if (stat.isDirectory()) throw refused(path, 'it is a folder');
  if (!stat.isFile()) throw refused(path, 'it is no regular file');
  if (stat.nlink > 1n) throw refused(path, `it has ${stat.nlink} names (hard links), and all of them would change`);
  if ((stat.mode & 0o222n) === 0n) throw refused(path, 'it is read-only');
  mustBeWritable(full, path, constants.W_OK, '');
  return { stat, bytes: readFileSync(full) };
}

function mustBeWritable(full: string, path: string, mode: number, whose: string): void {
  try {
    accessSync(full, mode);
  } catch (error) {
    throw refused(path, `${reasonOf(error)}${whose}`);
  }
}
