import { copyFileSync, mkdirSync, readFileSync, realpathSync, rmSync } from 'node:fs';
import { dirname, join, resolve } from 'node:path';
import type { ChangedFile } from '../model/changed-file.ts';
import { UsageError } from '../usage-error.ts';
import { statAt } from './durable.ts';
import { checkBranch, mustBeWorkTree, repositoryOf, workTreeState } from './git.ts';
import { git, partsOf } from '../git/git-run.ts';
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
 * a merge or a rebase under way, a HEAD on no branch when none is made, a branch that is there, files with changes of the user that
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
 * Hooks run, author and signature are git's. A commit is made in an index of its own, of what HEAD holds: what the user staged stays
 * out of it and stays staged, and a commit that does not succeed, or is interrupted, leaves the user's index as it was. Then it and
 * what comes after it are in the work tree only, and a UsageError says so.
 */
export async function commitFiles(root: string, commits: readonly Commit[]): Promise<Committed> {
  const folder = realpathSync(root);
  const made: { readonly hash: string; readonly message: string }[] = [];
  const ignored = await ignoredOf(folder, [...new Set(commits.flatMap(({ files }) => files.map(({ path }) => path)))]);
  for (const { message, files } of commits) {
    const wanted = files.filter(({ path }) => !ignored.includes(path));
    if (wanted.length === 0) continue;
    const result = await committed(folder, message, wanted);
    if (result === 'nothing to commit') continue;
    if ('complaint' in result) throw notMade(message, result.complaint, made.length);
    made.push({ hash: result.hash, message });
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

/** Makes one commit, and tells the user's index of it. */
async function committed(folder: string, message: string, files: readonly ChangedFile[]): Promise<{ readonly hash: string } | { readonly complaint: string } | 'nothing to commit'> {
  const index = await indexOfHead(folder);
  try {
    const paths = files.map(({ path }) => realPath(folder, path));
    for (const [place, { after }] of files.entries()) {
      const change = { folder, index, path: paths[place] ?? '' };
      const complaint = after === undefined ? await removed(change) : await added(change, after);
      if (complaint !== undefined) return { complaint };
    }
    if ((await git(folder, ['diff', '--no-ext-diff', '--cached', '--quiet'], { index })).isDone) return 'nothing to commit';
    const { isDone, complaint } = await git(folder, ['commit', '--quiet', '--message', message], { asUser: true, index });
    if (!isDone) return { complaint: complaint || 'a hook refused it' };
    await git(folder, ['reset', '--quiet', '--', ...paths]);
    return { hash: (await git(folder, ['rev-parse', '--short', 'HEAD'])).stdout.trim() };
  } finally {
    rmSync(index, { force: true });
  }
}

/** An index of what HEAD holds, beside the user's; a copy of theirs, so that git need not read every file again. */
async function indexOfHead(folder: string): Promise<string> {
  const pathOf = async (name: string) => resolve(folder, (await git(folder, ['rev-parse', '--git-path', name])).stdout.replace(/\n$/, ''));
  const [own, index] = [await pathOf('index'), await pathOf(`optimize/index-${process.pid}`)];
  mkdirSync(dirname(index), { recursive: true, mode: 0o700 });
  if (statAt(own) !== undefined) copyFileSync(own, index);
  const { isDone } = await git(folder, ['rev-parse', '--verify', '--quiet', 'HEAD']);
  await git(folder, ['read-tree', ...(isDone ? ['--reset', 'HEAD'] : ['--empty'])], { index });
  return index;
}

/** A file in an index. */
interface IndexEntry {
  readonly folder: string;
  readonly index: string;
  readonly path: string;
}

async function removed({ folder, index, path }: IndexEntry): Promise<string | undefined> {
  const { isDone, complaint } = await git(folder, ['update-index', '--force-remove', '--', path], { index });
  return isDone ? undefined : complaint;
}

/** Whatever the work tree holds by now: the bytes after this commit, through the filters of the path, as `git add` sends them. */
async function added(entry: IndexEntry, text: string): Promise<string | undefined> {
  const { folder, index, path } = entry;
  const blob = await git(folder, ['hash-object', '-w', '--stdin', `--path=${path}`], { input: Buffer.concat([markOf(folder, path), Buffer.from(text)]) });
  if (!blob.isDone) return blob.complaint;
  const prefix = (await git(folder, ['rev-parse', '--show-prefix'])).stdout.replace(/\n$/, '');
  const { isDone, complaint } = await git(folder, ['update-index', '--add', '--cacheinfo', `${await modeOf(entry)},${blob.stdout.trim()},${prefix}${path}`], { index });
  return isDone ? undefined : complaint;
}

/** The mode in the index stays; a new file gets that of the work tree. */
async function modeOf({ folder, index, path }: IndexEntry): Promise<string> {
  const { stdout } = await git(folder, ['ls-files', '--stage', '-z', '--', path], { index });
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

/** Where a link leads, the file behind it is what changed. */
function realPath(folder: string, path: string): string {
  if (statAt(join(folder, path)) === undefined) return path;
  return pathFrom(folder, realpathSync(join(folder, path)));
}
