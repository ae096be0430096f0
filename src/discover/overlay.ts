import type { SourceFile } from '../model/source-file.ts';
import type { FileTree } from './file-tree.ts';
import { belowOf } from './make-tree.ts';

/** Files that differ from those on the disk: new and changed ones with their text, removed ones as undefined. */
export type Overlay = ReadonlyMap<string, SourceFile | undefined>;

/** The files of a folder as they would be after some changes. Nothing is written, and unchanged files stay the same objects. */
export function withOverlay(files: FileTree, overlay: Overlay): FileTree {
  if (overlay.size === 0) return files;
  const kept = files.paths.filter((path) => !overlay.has(path) || overlay.get(path) !== undefined);
  const added = [...overlay].flatMap(([path, file]) => (file !== undefined && !files.has(path) ? [path] : []));
  const paths = [...kept, ...added].sort();
  const known = new Set(paths);
  return {
    ...files,
    paths,
    has: (path) => known.has(path),
    hasFolder: (path) => path === '' || files.hasFolder(path) || added.some((each) => each.startsWith(`${path}/`)),
    read: (path) => (overlay.has(path) ? overlay.get(path) : files.read(path)),
    below: belowOf(paths),
    readFiles: () => [...files.readFiles().filter(({ path }) => !overlay.has(path)), ...[...overlay.values()].filter((file) => file !== undefined)],
    problems: () => files.problems().filter(({ path }) => !overlay.has(path)),
  };
}
