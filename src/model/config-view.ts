import type { Range } from '../text/range.ts';
import type { SourceFile } from './source-file.ts';

/** Who decided a setting. */
export type Origin =
  | { readonly kind: 'file'; readonly file: SourceFile; readonly range: Range }
  | { readonly kind: 'flag'; readonly name: string }
  | { readonly kind: 'variable'; readonly name: string }
  | { readonly kind: 'default' };

/** One setting as it is listed. */
export interface ConfigRow {
  /** Its section: `gates`, `rules`, `service api`, `folder backend`; '' for none. */
  readonly group: string;
  readonly key: string;
  readonly value: string | number | boolean;
  readonly origin: Origin;
}

/** The settings that hold, and the files that they were read from. */
export interface ConfigView {
  /** From the outermost to the innermost. */
  readonly files: readonly string[];
  readonly rows: readonly ConfigRow[];
}
