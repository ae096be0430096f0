import type { Commit } from '../check-report.ts';
import type { Notice } from '../model/project.ts';
import type { FileTree } from './file-tree.ts';

/** Two states of a project: as it was, and as it is. Files that are the same in both are the same objects. */
export interface TreePair {
  readonly before: FileTree;
  readonly after: FileTree;
  /** Paths that differ: changed, added and removed ones, from the project root. */
  readonly changed: ReadonlySet<string>;
  /** New paths of renamed files, by their old ones. */
  readonly renamed: ReadonlyMap<string, string>;
  /** The commit that `before` is, 40 hex digits, and its day, `2026-11-22`. */
  readonly commit: string;
  readonly day: string;
  /** True when it is where the histories parted, and not what the ref names. */
  readonly isMergeBase: boolean;
  /** What `after` is: `the work tree`, `the index`, or a commit. */
  readonly head: string;
  /** Folder of the project from the root of the repository, '' for the root. */
  readonly prefix: string;
  /** Commits between the two that touched each path, newest first; empty where the history is not there. */
  readonly commits: ReadonlyMap<string, readonly Commit[]>;
  readonly notices: readonly Notice[];
}

/** Which two states. */
export interface PairOptions {
  /** The ref to compare with. */
  readonly base: string;
  /** The ref that is checked; by default the work tree, and HEAD in a bare repository. */
  readonly head?: string;
  /** Check what is staged instead of the work tree. */
  readonly staged?: boolean;
}
