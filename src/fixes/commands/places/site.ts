import type { SourceFile } from '../../../model/source-file.ts';
import type { Range } from '../../../text/range.ts';
import type { Argument } from '../../../start/argument.ts';
import type { CommandText } from './command-text.ts';

/** One simple command of a container, word by word. */
export interface CommandSite {
  readonly file: SourceFile;
  /** As `start/` reads words; the range of the word at an index is `{ start: index, end: index + 1 }`. */
  readonly words: readonly Argument[];
  /** Where each word stands in the file, quotes included. */
  readonly places: readonly SitePlace[];
  /** Index of the word that names the program, behind wrappers. */
  readonly program: number;
  readonly holder: Holder;
}

/** A word as it is written. */
interface SitePlace {
  readonly range: Range;
  /** As it stands in its text: with the shell's quotes; of an array the word itself. */
  readonly source: string;
}

/** What the words of a command stand in. */
export type Holder =
  /** A text that a shell reads, or one that a runtime splits into words by itself. */
  | { readonly kind: 'text'; readonly text: CommandText; readonly at: Position }
  /** A JSON array: no shell sees it. */
  | { readonly kind: 'words'; readonly lists: readonly Range[] };

/** Where a command stands among others. */
export interface Position {
  /** The command in its text, with assignments before it and redirects after it. */
  readonly range: Range;
  /** True for the last command that its shell runs: nothing follows it, and it is not in the background, in a pipe or in a function. */
  readonly isLast: boolean;
  /** True when the shell sets a trap somewhere, which `exec` would drop. */
  readonly traps: boolean;
  /** The `&&` chain that it is a part of. */
  readonly chain: readonly { readonly operator: string; readonly range: Range }[] | undefined;
  /** True for a command at the top of its text, outside of conditions, loops and functions. */
  readonly isPlain: boolean;
  /** Commands before it at the top change the folder or set variables. */
  readonly isPrepared: boolean;
}
