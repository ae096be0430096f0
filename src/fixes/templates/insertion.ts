import type { Change } from '../../model/change.ts';
import type { SourceFile } from '../../model/source-file.ts';
import type { Range } from '../../text/range.ts';

/** A template, what its rule gives it, and the code that it goes beside. */
export interface Insertion {
  readonly template: string;
  /** The template's path: its first folder is the tool. */
  readonly path: string;
  readonly change: Extract<Change, { kind: 'insert' }>;
  readonly file: SourceFile;
  readonly at: Range;
}

/** True for a template of a health route: nobody may refuse what asks for it. */
export const isHealthRoute = ({ path }: Pick<Insertion, 'path'>): boolean => /\/health[-.]/.test(path);

/** True for a template of middleware: it stands above the routes that it times, counts or protects. */
export const isMiddleware = ({ path }: Pick<Insertion, 'path'>): boolean => /\/(?:(?:metrics|request-timing)\.|security[-.])/.test(path);
