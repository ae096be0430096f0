import type { SourceFile } from '../../../model/source-file.ts';
import type { Range } from '../../../text/range.ts';
import type { CommandText } from './command-text.ts';

/** What holds a command in a file. */
export type Container =
  /** A text that somebody splits into words: a shell, or a runtime. */
  | { readonly kind: 'text'; readonly text: CommandText }
  /** Words of a JSON array; `lists` are the arrays they stand in, with brackets: CMD alone, or ENTRYPOINT and CMD. */
  | { readonly kind: 'words'; readonly file: SourceFile; readonly words: readonly CommandText[]; readonly lists: readonly Range[] };
