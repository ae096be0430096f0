import type { ProjectFiles } from '../../model/files.ts';
import type { SourceFile } from '../../model/source-file.ts';
import { expandBraces, matchesGlob } from './glob.ts';

/** The folder that a builder looks at; all paths are relative to it. */
export interface Folder {
  /** Path from the project root, '' for the root. */
  readonly path: string;
  /** Every file, parents before their folders' contents, as a walk over the folder meets them. */
  readonly paths: readonly string[];
  /** True for a file, and for a folder with a file in it. */
  has(path: string): boolean;
  read(path: string): SourceFile | undefined;
  /** The text of a file, undefined when it cannot be read. */
  text(path: string): string | undefined;
  /** Files that match a pattern (`**`, `*`, `?`, `{a,b}`), alternative by alternative, each in walking order. */
  find(pattern: string): readonly string[];
  /** Folders that match a pattern without braces, sorted. */
  findFolders(pattern: string): readonly string[];
}

/** A folder of the project as the builders see it. */
export function folderAt(files: ProjectFiles, path: string): Folder {
  const prefix = path === '' ? '' : `${path}/`;
  const paths = files.below(path).map((file) => file.slice(prefix.length)).sort(compareWalk);
  const found = new Map<string, readonly string[]>();
  let folders: readonly string[] | undefined;
  const read = (file: string) => files.read(prefix + file);
  return {
    path,
    paths,
    has: (file) => files.has(prefix + file) || files.hasFolder(prefix + file),
    read,
    text: (file) => read(file)?.text,
    find: (pattern) => {
      const known = found.get(pattern) ?? findPaths(paths, pattern);
      found.set(pattern, known);
      return known;
    },
    findFolders: (pattern) => {
      folders ??= foldersOf(paths);
      return folders.filter((folder) => matchesGlob(folder, pattern));
    },
  };
}

function findPaths(paths: readonly string[], pattern: string): readonly string[] {
  const matches = expandBraces(pattern).flatMap((one) => {
    const ending = one.slice(Math.max(one.lastIndexOf('*'), one.lastIndexOf('?'), one.lastIndexOf('/')) + 1);
    return paths.filter((path) => path.endsWith(ending) && matchesGlob(path, one));
  });
  return [...new Set(matches)];
}

function foldersOf(paths: readonly string[]): readonly string[] {
  const folders = new Set<string>();
  for (const path of paths) {
    let end = path.lastIndexOf('/');
    while (end !== -1 && !folders.has(path.slice(0, end))) {
      folders.add(path.slice(0, end));
      end = path.lastIndexOf('/', end - 1);
    }
  }
  return [...folders].sort();
}

/** Orders paths as a walk meets them: the files of a folder before those of its sub-folders. */
function compareWalk(left: string, right: string): number {
  const leftParts = left.split('/');
  const rightParts = right.split('/');
  const shared = Math.min(leftParts.length, rightParts.length);
  for (let index = 0; index < shared; index += 1) {
    const leftIsFile = index === leftParts.length - 1;
    const rightIsFile = index === rightParts.length - 1;
    if (leftIsFile !== rightIsFile) return leftIsFile ? -1 : 1;
    const [a, b] = [leftParts[index] ?? '', rightParts[index] ?? ''];
    if (a !== b) return a < b ? -1 : 1;
  }
  return leftParts.length - rightParts.length;
}
