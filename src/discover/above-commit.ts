import { readNamed } from '../git/blobs.ts';
import { CONFIG_FILES, MANIFEST } from '../model/own-config.ts';
import type { SourceFile } from '../model/source-file.ts';
import { fileOfBytes } from './file-text.ts';
import type { FileTree } from './file-tree.ts';
import { isText, withoutWay } from './make-tree.ts';

/** Files that may hold our configuration: only those are read from the folders above a project. */
const NAMES: readonly string[] = [...CONFIG_FILES, MANIFEST];

/** What a tree gives of the folders above a project. */
export type Above = Pick<FileTree, 'above' | 'readAbove'>;

/** Files above the project in a commit, or in the index for an empty id. Nearest folder first. */
export async function filesAboveIn(folder: string, commit: string, prefix: string): Promise<Above> {
  const parts = prefix.split('/').slice(0, -1);
  const levels = parts.map((_, up) => ({ way: '../'.repeat(up + 1), place: parts.slice(0, parts.length - up - 1).map((part) => `${part}/`).join('') }));
  const blobs = await readNamed(folder, levels.flatMap(({ place }) => NAMES.map((name) => `${commit}:${place}${name}`)));
  const above = (names: readonly string[]) => levels.flatMap(({ way, place }) => names.flatMap((name) => fileOf(blobs.get(`${commit}:${place}${name}`), `${way}${name}`) ?? []));
  const readAbove = async (path: string): Promise<SourceFile | undefined> => {
    const name = withoutWay(path);
    const level = levels.find(({ way }) => `${way}${name}` === path);
    if (level === undefined || /[\n\0]/.test(name)) return undefined;
    const wanted = `${commit}:${level.place}${name}`;
    return fileOf((await readNamed(folder, [wanted])).get(wanted), path);
  };
  return { above, readAbove };
}

function fileOf(bytes: Buffer | undefined, path: string): SourceFile | undefined {
  const file = bytes === undefined ? undefined : fileOfBytes(bytes, path);
  return file !== undefined && isText(file) ? { path, text: file.text } : undefined;
}
