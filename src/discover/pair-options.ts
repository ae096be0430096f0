/** Which two states. */
export interface PairOptions {
  /** The ref to compare with. */
  readonly base: string;
  /** The ref that is checked; by default the work tree, and HEAD in a bare repository. */
  readonly head?: string;
  /** Check what is staged instead of the work tree. */
  readonly staged?: boolean;
}
