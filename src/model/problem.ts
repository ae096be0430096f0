import type { Range } from '../text/range.ts';
import type { SourceFile } from './source-file.ts';

/** Something in the project's own files that keeps us, or the tool that reads them, from understanding them. */
export interface Problem {
  readonly kind: 'syntax' | 'duplicate-key' | 'encoding' | 'too-large' | 'unreadable' | 'conflict-marker' | 'unread-format'
    | 'unknown-key' | 'ambiguous';
  readonly path: string;
  /** What is wrong, in the user's words, no period. */
  readonly message: string;
  /** Where; undefined when the file has no readable text. */
  readonly at?: { readonly file: SourceFile; readonly range: Range };
}
