import { readNamed } from '../git/blobs.ts';
import type { SourceFile } from '../model/source-file.ts';
import { fileOfBytes } from './file-text.ts';

/** Files that may hold our configuration: only those are read from the folders above a project. */
const NAMES = ['optimize.yaml', 'optimize.yml', 'optimize.toml', 'package.json', 'pyproject.toml'];

/** Files above the project in a commit, or in the index for an empty id; what FileTree.above gives. Nearest folder first. */
export async function filesAboveIn(folder: string, commit: string, prefix: string): Promise<(names: readonly string[]) => readonly SourceFile[]> {
  const parts = prefix.split('/').slice(0, -1);
  const levels = parts.map((_, up) => ({ way: '../'.repeat(up + 1), place: parts.slice(0, parts.length - up - 1).map((part) => `${part}/`).join('') }));
  const blobs = await readNamed(folder, levels.flatMap(({ place }) => NAMES.map((name) => `${commit}:${place}${name}`)));
  return (names) => levels.flatMap(({ way, place }) => names.flatMap((name): readonly SourceFile[] => {
    const bytes = blobs.get(`${commit}:${place}${name}`);
    const file = bytes === undefined ? undefined : fileOfBytes(bytes, name);
    return file !== undefined && 'text' in file ? [{ path: `${way}${name}`, text: file.text }] : [];
  }));
}
