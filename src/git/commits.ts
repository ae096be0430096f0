import type { Commit } from '../model/commit.ts';
import { UsageError } from '../usage-error.ts';
import { git } from './git-run.ts';
import type { Repository } from './repository.ts';

/** The commits that are looked through at most for those that touched a file. */
const MOST_COMMITS = 200;
/** With more paths than this, all of the folder's commits are asked for: a command has a longest length. */
const MOST_PATHS = 200;

/** No path is absolute: a part that is this begins a commit. */
const MARK = '//';

/** The commit that a ref names, 40 hex digits; undefined where git knows none. */
export async function commitOf(folder: string, ref: string): Promise<string | undefined> {
  if (isNoRef(ref)) return undefined;
  const { isDone, stdout } = await git(folder, ['rev-parse', '--verify', '--quiet', '--end-of-options', `${ref}^{commit}`]);
  return isDone ? stdout.trim() : undefined;
}

function isNoRef(ref: string): boolean {
  return ref === '' || ref.startsWith('-');
}

/** Says how to get what a ref should name. */
export async function unknownRef({ folder, isShallow }: Repository, ref: string): Promise<UsageError> {
  const { isDone: hasCommit } = await git(folder, ['rev-parse', '--verify', '--quiet', 'HEAD^{commit}']);
  if (!hasCommit) return new UsageError('the repository has no commit yet', 'commit once; a check compares with a commit', 'ref');
  return new UsageError(`git knows no commit ${ref}`, howToFetch(ref, isShallow), 'ref');
}

function howToFetch(ref: string, isShallow: boolean): string {
  if (isShallow) return 'this clone is shallow: `git fetch --unshallow`, or `fetch-depth: 0` for actions/checkout';
  const [, branch] = /^(?:refs\/remotes\/)?(?:origin\/)?([\w.][\w./-]*)$/.exec(ref) ?? [];
  if (branch === undefined || /^[0-9a-f]{7,40}$/.test(branch) || branch.startsWith('HEAD')) return '`git log --all` lists the commits that are here, `git fetch` gets others';
  return `get it with \`git fetch origin ${branch}\`, and name it origin/${branch}`;
}

/** Where the histories of two refs parted; undefined when they share none, or none that a shallow clone holds. */
export async function mergeBase(folder: string, base: string, head: string): Promise<string | undefined> {
  if (isNoRef(base) || isNoRef(head)) return undefined;
  const { isDone, stdout } = await git(folder, ['merge-base', `${base}^{commit}`, `${head}^{commit}`]);
  return isDone ? stdout.trim() : undefined;
}

/** The day of a commit, `2026-11-22`, in the zone of who made it. */
export async function dayOf({ folder }: Repository, commit: string): Promise<string> {
  const { stdout } = await git(folder, ['log', '-1', '--no-show-signature', '--no-color', '--format=%cs', commit]);
  return stdout.trim();
}

/** The commits from one to another that touched some paths (from the project), newest first, by path. */
export async function commitsByPath(
  { folder, prefix, isShallow }: Repository, [from, to]: readonly [string, string], paths: readonly string[],
): Promise<ReadonlyMap<string, readonly Commit[]>> {
  const found = new Map<string, Commit[]>();
  if (isShallow || from === to || paths.length === 0) return found;
  const places = paths.length > MOST_PATHS ? ['.'] : paths;
  const { isDone, stdout } = await git(folder, [
    '-c', 'log.follow=false', 'log', '-z', `--max-count=${MOST_COMMITS}`, '--no-show-signature', '--no-color', '--no-ext-diff', '--no-textconv', '--no-renames', '--no-relative',
    '--encoding=UTF-8', '--name-only', `--format=${MARK}%x00%H%x00%s`, `${from}..${to}`, '--', ...places,
  ]);
  if (!isDone) return found;
  const wanted = new Set(paths);
  // A mark, the id, the subject, and the paths, the first of which begins on a new line.
  const parts = stdout.split('\0');
  let commit: Commit | undefined;
  for (let index = 0; index < parts.length; index += 1) {
    const path = (parts[index] ?? '').replace(/^\n/, '').slice(prefix.length);
    if (parts[index] === MARK) {
      commit = { id: parts[index + 1] ?? '', subject: parts[index + 2] ?? '' };
      index += 2;
    } else if (commit !== undefined && wanted.has(path)) found.set(path, [...(found.get(path) ?? []), commit]);
  }
  return found;
}
