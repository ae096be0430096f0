/** A run of the journal, newest first in a list. */
export interface Run {
  readonly id: string;
  readonly title: string;
  /** ISO 8601, UTC. */
  readonly time: string;
  /** The folder that was fixed, from the one that is asked about; '' for the same. */
  readonly folder: string;
  /** Paths from that folder. */
  readonly paths: readonly string[];
  readonly isUndone: boolean;
}

/** The runs that were made in a folder or below it. */
export async function listRuns(root: string): Promise<readonly Run[]> {
  throw new Error(`not written yet: ${root}`);
}

/** Takes back a run, the last one without an id. A UsageError names the files that somebody edited since. */
export async function undo(root: string, options: { readonly id?: string; readonly version: string }): Promise<Run> {
  throw new Error(`not written yet: ${root} ${options.version}`);
}
