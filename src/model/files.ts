import type { SourceFile } from './source-file.ts';

/**
 * The files of a project as the readers see them: paths from the project root with forward slashes, sorted.
 * Only discover/ makes one from a disk; tests make one from an object. Nothing here writes or executes.
 */
export interface ProjectFiles {
  /** Every file that is not ignored, sorted. */
  readonly paths: readonly string[];
  /** True for a file of the project, also one that is too large to read. */
  has(path: string): boolean;
  /** True when at least one file lies below this folder; '' is the root. */
  hasFolder(path: string): boolean;
  /** The text of a file; undefined when it is missing, too large, binary or unreadable (which is a problem). */
  read(path: string): SourceFile | undefined;
  /** The files below a folder, at any depth, sorted. */
  below(folder: string): readonly string[];
}

/** Joins and normalises two project paths; undefined when the result leaves the project. */
export function joinPath(folder: string, path: string): string | undefined {
  if (path.startsWith('/')) return undefined;
  const parts: string[] = [];
  for (const part of `${folder}/${path}`.split('/')) {
    if (part === '' || part === '.') continue;
    if (part !== '..') parts.push(part);
    else if (parts.pop() === undefined) return undefined;
  }
  return parts.join('/');
}

/** The folder of a path, '' at the root. */
export function folderOf(path: string): string {
  const slash = path.lastIndexOf('/');
  return slash === -1 ? '' : path.slice(0, slash);
}

/** The last part of a path. */
export function baseName(path: string): string {
  return path.slice(path.lastIndexOf('/') + 1);
}
