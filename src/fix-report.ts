import type { FileChanges } from './model/change.ts';
import type { ChangedFile } from './model/changed-file.ts';
import type { Applicability, Finding } from './model/finding.ts';
import type { SourceFile } from './model/source-file.ts';
import type { Report } from './report.ts';

/** One fix that was made, with what it brought. */
export interface FixStep {
  readonly finding: Finding;
  readonly changes: FileChanges;
  /** Points that the score of its service rose by when it was made, after the steps before it. */
  readonly gain: number;
  /** Findings of other services that said the same of the same place, and went with it. */
  readonly repeats: readonly Finding[];
  /** Findings of medium severity or more that come with it: in place of a critical one, or because nobody could see them before. */
  readonly brings: readonly Finding[];
  /** The files that it changes, as they were when it was made; a new file is not among them. */
  readonly sources: ReadonlyMap<string, SourceFile>;
  /** The same files as the fix leaves them, new ones included, deleted ones as undefined. */
  readonly files: ReadonlyMap<string, SourceFile | undefined>;
}

/** A fix that was not made, and why. */
export interface RefusedFix {
  readonly finding: Finding;
  readonly because: string;
}

/** What the fixes make of a project. Nothing is written yet. */
export interface FixRun {
  readonly before: Report;
  readonly after: Report;
  readonly steps: readonly FixStep[];
  readonly refused: readonly RefusedFix[];
  /** Fixes that nobody asked for, by how far they may be trusted: what `--review` would take, what is only told; and those that are made on the platform. */
  readonly waiting: Readonly<Record<Applicability | 'platform', number>>;
  /** Each file that is changed, made or deleted, as it was and as it will be, sorted by path. */
  readonly files: readonly ChangedFile[];
}

/** What became of a run: only shown, or written. */
export type FixFate =
  | { readonly kind: 'shown' }
  | { readonly kind: 'patch'; readonly path: string }
  | {
    readonly kind: 'written';
    readonly id: string;
    readonly commits: readonly string[];
    readonly branch?: string;
    /** Files that are written and in no commit, because git ignores them. */
    readonly ignored: readonly string[];
  };
