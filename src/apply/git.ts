import type { ChangedFile } from '../model/changed-file.ts';

/** What git says of a project. */
export type WorkTree =
  /** No repository, or one that git does not read; `because` says which. */
  | { readonly kind: 'none'; readonly because: string }
  | {
    readonly kind: 'repository';
    /** Tracked files below the folder with changes that no commit holds, staged or not; paths from the folder. */
    readonly changed: readonly string[];
    /** Those of the asked paths that are there and that git does not track. */
    readonly untracked: readonly string[];
  };

/** The state of the work tree below a folder; `paths` are the files that a fix would touch. */
export async function workTreeState(root: string, paths: readonly string[]): Promise<WorkTree> {
  throw new Error(`not written yet: ${root} ${paths.length}`);
}

/** One commit to be made: the files as they are before and after it. */
export interface Commit {
  readonly message: string;
  readonly files: readonly ChangedFile[];
}

/** What a commit needs, asked before anything is written: a UsageError where it would not succeed. */
export async function checkCommits(root: string, branch: string | undefined): Promise<void> {
  throw new Error(`not written yet: ${root} ${branch}`);
}

/** Makes a branch where HEAD is and goes there; files and index stay as they are. */
export async function createBranch(root: string, name: string): Promise<void> {
  throw new Error(`not written yet: ${root} ${name}`);
}

/** Commits that were made, and files that git ignores and no commit took. */
export interface Committed {
  readonly commits: readonly { readonly hash: string; readonly message: string }[];
  readonly ignored: readonly string[];
}

/**
 * Commits one after another what applyFiles wrote already; a file may be in several of them, and each holds it as its `after` says.
 * Hooks run. When one refuses, the rest stays in the work tree, nothing of it in the index, and a UsageError says which.
 */
export async function commitFiles(root: string, commits: readonly Commit[]): Promise<Committed> {
  throw new Error(`not written yet: ${root} ${commits.length}`);
}
