import type { Reading } from '../model/statement.ts';
import type { SourceFile } from '../model/source-file.ts';

/** Reads one kind of file into statements. It gets text and never opens a file. */
export interface Adapter {
  /** Name of the kind of file, as statements carry it: 'railway-json'. */
  readonly name: string;
  /** True for a path (from the project root) that this adapter reads. */
  readonly matches: (path: string) => boolean;
  /** What the file says. A file that does not parse gives a problem and no statements; it never throws. */
  read(file: SourceFile): Promise<Reading>;
}
