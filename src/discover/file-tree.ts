import type { ProjectFiles } from '../model/files.ts';
import type { Problem } from '../model/problem.ts';
import type { SourceFile } from '../model/source-file.ts';
import type { Walk } from './walk.ts';

/** The files of one state of a project, each read once and kept: of a folder on the disk, of a commit, or of either with changes in memory. */
export interface FileTree extends ProjectFiles {
  /** Why files that were asked for could not be read, sorted by path. */
  problems(): readonly Problem[];
  /** How many files were read. */
  readCount(): number;
  /** Files that were read so far and have a text, sorted by path. */
  readFiles(): readonly SourceFile[];
  /**
   * Files of these names in the folders above the project, from the nearest folder up to the root of its repository; the path says the
   * way up: `../optimize.yaml`. Outside of a repository only the project's own folder counts, and there is none.
   */
  above(names: readonly string[]): readonly SourceFile[];
  /** A file of any name above the project, by its path (`../ci/strict.yaml`); undefined where there is none in the repository. */
  readAbove(path: string): Promise<SourceFile | undefined>;
  readonly walk: Walk;
}
