import type { ChangedFile } from '../model/changed-file.ts';

/** What is said of a run in the journal. */
export interface RunDescription {
  /** One line for `optimize undo --list`: "Fix server/workers: run 4 workers". */
  readonly title: string;
  /** The version of this program. */
  readonly version: string;
}

/** A run that was written. */
export interface AppliedRun {
  /** What `optimize undo --id` takes. */
  readonly id: string;
  /** The files that were changed, made or deleted, from the project root; where a link led, the file behind it. */
  readonly paths: readonly string[];
}

/** Writes all files or none. What speaks against it is a UsageError that names the file; nothing is changed then. */
export async function applyFiles(root: string, files: readonly ChangedFile[], description: RunDescription): Promise<AppliedRun> {
  throw new Error(`not written yet: ${root} ${files.length} ${description.title}`);
}
