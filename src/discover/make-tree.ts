import type { Problem } from '../model/problem.ts';
import type { SourceFile } from '../model/source-file.ts';
import type { FileTree } from './file-tree.ts';
import type { Walk } from './walk.ts';

/** Where a tree gets its files from. Several trees may share one: each knows what was asked of it. */
export interface TreeSource {
  readonly walk: Walk;
  /** A file of the walk, or why it cannot be read; the same object every time. */
  load(path: string): SourceFile | Problem;
  above(names: readonly string[]): readonly SourceFile[];
  /** A file above the project, what FileTree.readAbove gives. */
  readAbove(path: string): Promise<SourceFile | undefined>;
}

/** The files of a source as the readers see them. */
export function makeTree({ walk, load, above, readAbove }: TreeSource): FileTree {
  const { known, folders, below } = pathIndexOf(walk.paths);
  const asked = new Map<string, SourceFile | Problem>();
  const read = (path: string): SourceFile | undefined => {
    if (!known.has(path)) return undefined;
    const result = asked.get(path) ?? load(path);
    asked.set(path, result);
    return isText(result) ? result : undefined;
  };
  return {
    paths: walk.paths,
    has: (path) => known.has(path),
    hasFolder: (path) => path === '' || folders.has(path),
    read,
    below,
    problems: () => [...asked.values()].flatMap((result) => (isText(result) ? [] : [result])).sort(byPath),
    readCount: () => asked.size,
    readFiles: () => [...asked.values()].filter(isText).sort(byPath),
    above, readAbove, walk,
  };
}

/** What can be asked of a list of paths. */
interface PathIndex {
  readonly known: ReadonlySet<string>;
  readonly folders: ReadonlySet<string>;
  readonly below: (folder: string) => readonly string[];
}

/** Two states with the same paths have one list of them. */
const INDEXES = new WeakMap<readonly string[], PathIndex>();

function pathIndexOf(paths: readonly string[]): PathIndex {
  const index = INDEXES.get(paths) ?? { known: new Set(paths), folders: foldersOf(paths), below: belowOf(paths) };
  INDEXES.set(paths, index);
  return index;
}

/** A path above a project without the `../` that lead there. */
export function withoutWay(path: string): string {
  return path.replace(/^(\.\.\/)+/, '');
}

/** True for a file, false for the reason why there is none. */
export function isText(result: SourceFile | Problem): result is SourceFile {
  return 'text' in result;
}

/** Finds the paths below a folder in a sorted list: they stand together. */
export function belowOf(paths: readonly string[]): (folder: string) => readonly string[] {
  const known = new Map<string, readonly string[]>([['', paths]]);
  return (folder) => {
    const found = known.get(folder) ?? paths.slice(firstFrom(paths, `${folder}/`), firstFrom(paths, `${folder}0`)); // '0' is what comes after '/'
    known.set(folder, found);
    return found;
  };
}

/** The index of the first path that does not come before a text. */
function firstFrom(paths: readonly string[], text: string): number {
  let [low, high] = [0, paths.length];
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((paths[middle] ?? '') < text) low = middle + 1;
    else high = middle;
  }
  return low;
}

function byPath(a: { readonly path: string }, b: { readonly path: string }): number {
  return a.path < b.path ? -1 : 1;
}

function foldersOf(paths: readonly string[]): ReadonlySet<string> {
  const folders = new Set<string>();
  for (const path of paths) {
    let slash = path.lastIndexOf('/');
    while (slash > 0) {
      const folder = path.slice(0, slash);
      if (folders.has(folder)) break;
      folders.add(folder);
      slash = folder.lastIndexOf('/');
    }
  }
  return folders;
}
