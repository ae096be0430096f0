import type { ChangedFile } from './changed-file.ts';

/** What `optimize init` can set up. */
export type SetupPart = 'config' | 'github' | 'gitlab' | 'pre-commit' | 'husky' | 'plain';

/** How one part is set up. Paths are from the top of the repository. */
export type PlannedPart = {
  readonly part: SetupPart;
  /** The file that it is about. */
  readonly path: string;
} & (
  | {
    readonly state: 'write';
    readonly files: readonly ChangedFile[];
    /** What a person has to do besides, a sentence without a period. */
    readonly next?: string;
    /** Lines to copy for that. */
    readonly lines?: readonly string[];
  }
  /** It is there already. */
  | { readonly state: 'present' }
  /** It would touch what is somebody else's: why, and what to write by hand. */
  | { readonly state: 'refused'; readonly because: string; readonly hint: string; readonly lines?: readonly string[] }
);

/** What came of a run of `optimize init`; `id` is what `optimize undo` takes. */
export type SetupFate = { readonly kind: 'shown' } | { readonly kind: 'nothing' } | { readonly kind: 'written'; readonly id: string };
