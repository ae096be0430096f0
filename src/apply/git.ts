import { realpathSync } from 'node:fs';
import { join } from 'node:path';
import { UsageError } from '../usage-error.ts';
import { statAt } from './durable.ts';
import { git, partsOf } from '../git/git-run.ts';
import { withoutFilters } from '../git/without-filters.ts';
import { pathFrom } from './paths.ts';

/** What git says of a project. */
export type WorkTree =
  /** No repository, or one that git does not read; `because` says which. */
  | { readonly kind: 'none'; readonly because: string }
  | {
    readonly kind: 'repository';
    /** Tracked files below the folder with changes that no commit holds, staged or not; paths from the folder, sorted. */
    readonly changed: readonly string[];
    /** Those of the asked paths that are there and that git does not track: it could not bring them back. Sorted. */
    readonly untracked: readonly string[];
  };

/** The state of the work tree below a folder; `paths` are the files that a fix would touch. Repositories inside it are asked too. */
export async function workTreeState(root: string, paths: readonly string[]): Promise<WorkTree> {
  const folder = realpathSync(root);
  const inside = await git(folder, ['rev-parse', '--is-inside-work-tree'], { locale: 'C' });
  if (!inside.isInstalled) return { kind: 'none', because: 'git is not installed' };
  if (!inside.isDone || inside.stdout.trim() !== 'true') return { kind: 'none', because: noWorkTree(inside.complaint) };
  const changed: string[] = [];
  const untracked: string[] = [];
  for (const [repository, own] of byRepository(folder, paths)) {
    const prefix = repository === '' ? '' : `${repository}/`;
    const state = await stateOf(join(folder, repository), own);
    changed.push(...state.changed.map((path) => prefix + path));
    untracked.push(...state.untracked.map((path) => prefix + path));
  }
  return { kind: 'repository', changed: changed.sort(), untracked: untracked.sort() };
}

/** A UsageError where no branch of this name can be made. Ask before anything is written. */
export async function checkBranch(root: string, name: string): Promise<void> {
  await mustBeWorkTree(root);
  const { isDone } = await git(root, ['check-ref-format', '--branch', name]);
  if (!isDone) throw new UsageError(`"${name}" is no name for a branch`, 'git wants one like fix/workers', 'branch');
  const { isDone: exists } = await git(root, ['show-ref', '--verify', '--quiet', `refs/heads/${name}`]);
  if (exists) throw new UsageError(`there is a branch ${name} already`, 'name another one; nothing was changed', 'branch');
}

/** Makes a branch where HEAD is and goes there; files and index stay as they are. */
export async function createBranch(root: string, name: string): Promise<void> {
  await checkBranch(root, name);
  const { isDone, complaint } = await git(root, ['switch', '--quiet', '--create', name], { asUser: true });
  if (!isDone) throw new UsageError(`git does not make the branch ${name}: ${complaint}`, 'the files are not changed by that', 'branch');
}

/** A UsageError where the folder is in no work tree of git. */
export async function mustBeWorkTree(root: string): Promise<void> {
  const { isInstalled, isDone, stdout, complaint } = await git(root, ['rev-parse', '--is-inside-work-tree'], { locale: 'C' });
  if (!isInstalled) throw new UsageError('git is not installed', 'without it there are no commits and branches; nothing was changed', 'git');
  if (!isDone || stdout.trim() !== 'true') throw new UsageError(noWorkTree(complaint), '--commit and --branch need a work tree of git; nothing was changed', 'git');
}

function noWorkTree(complaint: string): string {
  if (complaint === '') return 'this is the inside of a git repository and no work tree';
  if (complaint.startsWith('not a git repository')) return 'the folder is in no git repository';
  return `git does not read the repository: ${complaint}`;
}

/** Paths by the repository that they belong to: '' is the folder's own, the others are submodules and clones inside of it. */
function byRepository(root: string, paths: readonly string[]): ReadonlyMap<string, readonly string[]> {
  const groups = new Map<string, string[]>([['', []]]);
  for (const path of paths) {
    const repository = repositoryOf(root, path);
    const own = groups.get(repository) ?? [];
    groups.set(repository, [...own, path.slice(repository === '' ? 0 : repository.length + 1)]);
  }
  return groups;
}

/** The innermost folder on the way to a path that has a git directory of its own; '' for none. */
export function repositoryOf(root: string, path: string): string {
  const parts = path.split('/').slice(0, -1);
  for (let length = parts.length; length > 0; length -= 1) {
    const folder = parts.slice(0, length).join('/');
    if (statAt(join(root, folder, '.git')) !== undefined) return folder;
  }
  return '';
}

async function stateOf(folder: string, paths: readonly string[]): Promise<{ readonly changed: readonly string[]; readonly untracked: readonly string[] }> {
  const top = (await answer(folder, ['rev-parse', '--show-cdup'])).replace(/\n$/, '');
  const base = realpathSync(join(folder, top));
  const noFilters = await withoutFilters(folder);
  const status = await answer(folder, [...noFilters, 'status', '--porcelain=v1', '-z', '--no-renames', '--untracked-files=no', '--ignore-submodules=all', '--', '.']);
  const changed = partsOf(status).map((part) => pathFrom(folder, join(base, part.slice('XY '.length))));
  const there = paths.filter((path) => statAt(join(folder, path)) !== undefined);
  const tracked = there.length === 0 ? new Set() : new Set(partsOf(await answer(folder, ['ls-files', '-z', '--', ...there])));
  return { changed, untracked: there.filter((path) => !tracked.has(path)) };
}

async function answer(folder: string, words: readonly string[]): Promise<string> {
  const { isDone, stdout, complaint } = await git(folder, words);
  if (isDone) return stdout;
  throw new UsageError(`git does not say what changed: ${complaint}`, '`git status` shows the same', 'git');
}
