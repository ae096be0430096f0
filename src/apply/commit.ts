import { readFileSync, realpathSync } from 'node:fs';
import { join } from 'node:path';
import type { ChangedFile } from '../model/changed-file.ts';
import { UsageError } from '../usage-error.ts';
import { statAt } from './durable.ts';
import { checkBranch, mustBeWorkTree, repositoryOf, workTreeState } from './git.ts';
import { git, partsOf } from './git-run.ts';
import { pathFrom } from './paths.ts';
import { listed } from './words.ts';

/** One commit to be made: the files as they are before and after it. */
export interface Commit {
  readonly message: string;
  readonly files: readonly ChangedFile[];
}

/** Commits that were made, and files that git ignores and no commit took. */
export interface Committed {
  readonly commits: readonly { readonly hash: string; readonly message: string }[];
  readonly ignored: readonly string[];
}

/** Work that git has begun and that a commit in between would end. */
const UNDER_WAY: Readonly<Record<string, string>> = {
  MERGE_HEAD: 'a merge', CHERRY_PICK_HEAD: 'a cherry-pick', REVERT_HEAD: 'a revert', 'rebase-merge': 'a rebase', 'rebase-apply': 'a rebase',
};

/**
 * What commits need; ask before anything is written. A UsageError where they would not succeed: no repository, no name and address,
 * a merge or a rebase under way, a HEAD on no branch when none is made, a branch that is there, something in the index that
 * would slip into the commit, files of a repository inside this one.
 */
export async function checkCommits(root: string, paths: readonly string[], branch?: string): Promise<void> {
  await mustBeWorkTree(root);
  if (branch !== undefined) await checkBranch(root, branch);
  await mustHaveNoWorkUnderWay(root);
  if (branch === undefined && !(await git(root, ['symbolic-ref', '--quiet', 'HEAD'])).isDone) {
    throw refusal('HEAD is on no branch, and a commit there is easily lost', '--branch NAME makes one for it');
  }
  for (const variable of ['GIT_AUTHOR_IDENT', 'GIT_COMMITTER_IDENT']) {
    const { isDone, complaint } = await git(root, ['var', variable]);
    if (!isDone) throw refusal(`git does not know who you are: ${complaint}`, 'git config --global user.name and user.email say it');
  }
  const folder = realpathSync(root);
  const foreign = paths.find((path) => repositoryOf(folder, path) !== '');
  if (foreign !== undefined) throw refusal(`${foreign} is of the repository in ${repositoryOf(folder, foreign)}`, 'fix and commit in that folder');
  await mustHoldNothingElse(folder, paths);
}

/**
 * Commits one after another what applyFiles wrote already; a file may be in several of them, and each holds it as its `after` says.
 * The index gets those files and nothing else, hooks run, author and signature are git's. When a commit does not succeed, it and
 * what comes after it stay in the work tree, the index is as before, and a UsageError says so.
 */
export async function commitFiles(root: string, commits: readonly Commit[]): Promise<Committed> {
  const folder = realpathSync(root);
  const made: { readonly hash: string; readonly message: string }[] = [];
  const ignored = await ignoredOf(folder, [...new Set(commits.flatMap(({ files }) => files.map(({ path }) => path)))]);
  for (const { message, files } of commits) {
    const wanted = files.filter(({ path }) => !ignored.includes(path));
    if (wanted.length === 0) continue;
    const paths = wanted.map(({ path }) => realPath(folder, path));
    const refusedByIndex = await staged(folder, wanted);
    if (refusedByIndex === undefined && (await isIndexAsHead(folder))) continue;
    const complaint = refusedByIndex ?? (await committed(folder, message));
    if (complaint !== undefined) {
      await git(folder, ['reset', '--quiet', '--', ...paths]);
      throw notMade(message, complaint, made.length);
    }
    const { stdout } = await git(folder, ['rev-parse', '--short', 'HEAD']);
    made.push({ hash: stdout.trim(), message });
  }
  return { commits: made, ignored };
}

function refusal(message: string, hint: string): UsageError {
  return new UsageError(message, `${hint}; nothing was changed`, 'git');
}

function notMade(message: string, complaint: string, count: number): UsageError {
  const before = count === 0 ? '' : `; ${count} ${count === 1 ? 'commit' : 'commits'} before it ${count === 1 ? 'was' : 'were'} made`;
  const [title = ''] = message.split('\n', 1);
  return new UsageError(`git did not commit "${title}": ${complaint}${before}`, 'the fix is in the work tree; commit it by hand, or `optimize undo`', 'git');
}

/** The commits are the fix and nothing that the user has not committed. */
async function mustHoldNothingElse(root: string, paths: readonly string[]): Promise<void> {
  const staged = partsOf((await git(root, ['diff', '--no-ext-diff', '--cached', '--name-only', '-z', '--no-renames'])).stdout);
  if (staged.length > 0) throw refusal(`${listed(staged)} ${staged.length === 1 ? 'is' : 'are'} staged and would be in the commit`, 'commit or unstage that first');
  const state = await workTreeState(root, paths);
  if (state.kind === 'none') return;
  const ignored = await ignoredOf(root, paths);
  const own = new Set(paths.filter((path) => statAt(join(root, path)) !== undefined).map((path) => realPath(root, path)));
  const mixed = [...state.changed.filter((path) => own.has(path)), ...state.untracked.filter((path) => !ignored.includes(path))];
  if (mixed.length > 0) throw refusal(`${listed(mixed)} ${mixed.length === 1 ? 'has' : 'have'} changes of yours that would be in the commit`, 'commit them first');
}

async function mustHaveNoWorkUnderWay(root: string): Promise<void> {
  for (const [name, work] of Object.entries(UNDER_WAY)) {
    const { stdout } = await git(root, ['rev-parse', '--git-path', name]);
    if (statAt(join(root, stdout.replace(/\n$/, ''))) === undefined) continue;
    throw refusal(`${work} is under way, and a commit now would be part of it`, 'end it first');
  }
}

/** What git ignores and does not track is not forced upon it. */
async function ignoredOf(folder: string, paths: readonly string[]): Promise<readonly string[]> {
  const { stdout } = await git(folder, ['ls-files', '--others', '--ignored', '--exclude-standard', '-z', '--', ...paths]);
  return partsOf(stdout);
}

async function isIndexAsHead(folder: string): Promise<boolean> {
  return (await git(folder, ['diff', '--no-ext-diff', '--cached', '--quiet'])).isDone;
}

/** Puts files as they are after a commit into the index, whatever the work tree holds by now; gives what git says against it. */
async function staged(folder: string, files: readonly ChangedFile[]): Promise<string | undefined> {
  for (const { path, after } of files) {
    const real = realPath(folder, path);
    const complaint = after === undefined ? await removed(folder, real) : await added(folder, real, after);
    if (complaint !== undefined) return complaint;
  }
  return undefined;
}

async function removed(folder: string, path: string): Promise<string | undefined> {
  const { isDone, complaint } = await git(folder, ['update-index', '--force-remove', '--', path]);
  return isDone ? undefined : complaint;
}

/** The bytes go through the filters of the path, as `git add` sends them. */
async function added(folder: string, path: string, text: string): Promise<string | undefined> {
  const blob = await git(folder, ['hash-object', '-w', '--stdin', `--path=${path}`], { input: Buffer.concat([markOf(folder, path), Buffer.from(text)]) });
  if (!blob.isDone) return blob.complaint;
  const prefix = (await git(folder, ['rev-parse', '--show-prefix'])).stdout.replace(/\n$/, '');
  const entry = `${await modeOf(folder, path)},${blob.stdout.trim()},${prefix}${path}`;
  const { isDone, complaint } = await git(folder, ['update-index', '--add', '--cacheinfo', entry]);
  return isDone ? undefined : complaint;
}

/** The mode in the index stays; a new file gets that of the work tree. */
async function modeOf(folder: string, path: string): Promise<string> {
  const { stdout } = await git(folder, ['ls-files', '--stage', '-z', '--', path]);
  const [known] = stdout.split(' ');
  if (known !== undefined && known !== '') return known;
  const stat = statAt(join(folder, path));
  return stat !== undefined && (stat.mode & 0o100n) !== 0n ? '100755' : '100644';
}

/** Texts of a fix have no byte order mark, the files may. */
function markOf(folder: string, path: string): Uint8Array {
  if (statAt(join(folder, path)) === undefined) return Buffer.of();
  const mark = Buffer.from('\uFEFF');
  return readFileSync(join(folder, path)).subarray(0, mark.length).equals(mark) ? mark : Buffer.of();
}

async function committed(folder: string, message: string): Promise<string | undefined> {
  const { isDone, complaint } = await git(folder, ['commit', '--quiet', '--message', message], { asUser: true });
  return isDone ? undefined : complaint || 'a hook refused it';
}

/** Where a link leads, the file behind it is what changed. */
function realPath(folder: string, path: string): string {
  if (statAt(join(folder, path)) === undefined) return path;
  return pathFrom(folder, realpathSync(join(folder, path)));
}
