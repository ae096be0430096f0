/** A commit of a range that is compared. */
export interface Commit {
  /** 40 hex digits. */
  readonly id: string;
  readonly subject: string;
}
