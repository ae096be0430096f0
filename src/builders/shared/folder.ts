import type { ProjectFiles } from '../../model/files.ts';
import type { SourceFile } from '../../model/source-file.ts';
import { expandBraces, matchesGlob } from '../../text/glob.ts';

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
  /** A folder in this folder. */
  sub(path: string): Folder;
}

/** A longer pattern is no pattern of a person, and matches nothing. */
const LONGEST_PATTERN = 300;

/** A folder of the project as the builders see it. */
export function folderAt(files: ProjectFiles, path: string): Folder {
  const prefix = path === '' ? '' : `${path}/`;
  const paths = inWalkOrder(files.below(path).map((file) => file.slice(prefix.length)));
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
      if (pattern.length > LONGEST_PATTERN) return [];
      return folders.filter((folder) => matchesGlob(folder, pattern));
    },
    sub: (name) => folderAt(files, prefix + name),
  };
}

function findPaths(paths: readonly string[], pattern: string): readonly string[] {
  if (pattern.length > LONGEST_PATTERN) return [];
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

/** Paths as a walk meets them: the files of a folder before its sub-folders, both by name. */
function inWalkOrder(paths: readonly string[]): readonly string[] {
  const keyed = paths.map((path) => {
    const parts = path.split('/');
    const key = parts.map((part, index) => (index === parts.length - 1 ? `0${part}` : `1${part}`)).join('\0');
    return { path, key };
  });
  return keyed.sort((left, right) => (left.key < right.key ? -1 : 1)).map(({ path }) => path);
}
