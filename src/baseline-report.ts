/** What creating or pruning a baseline came to. */
export interface BaselineRun {
  /** From the project root. */
  readonly path: string;
  /** Findings that it accepts now. */
  readonly accepted: number;
  /** Ids of findings that it did not accept before. */
  readonly added: readonly string[];
  /** Ids of entries that nothing answered to. */
  readonly dropped: readonly string[];
  /** Files that were written, from the project root; none where nothing changed. */
  readonly written: readonly string[];
}
