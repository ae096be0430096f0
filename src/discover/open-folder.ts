import { closeSync, existsSync, fstatSync, openSync, readSync, readdirSync, readFileSync, realpathSync, statSync } from 'node:fs';
import { dirname } from 'node:path';
import type { Problem } from '../model/problem.ts';
import type { SourceFile } from '../model/source-file.ts';
import type { FileTree } from './file-tree.ts';
import { fileOfBytes, linkOut, sizeLimit, tooLarge } from './file-text.ts';
import { isText, makeTree, withoutWay, type TreeSource } from './make-tree.ts';
import { LARGEST_IGNORE_FILE, walk, type FolderEntry, type Folders } from './walk.ts';

/** Opens a folder for reading. Nothing is ever written to it. */
export async function openFolder(root: string): Promise<FileTree> {
  return makeTree(await folderSource(root));
}

/** The files of a folder on the disk, each read once. */
export async function folderSource(root: string): Promise<TreeSource> {
  const found = await walk(foldersAt(root));
  const realRoot = realpathSync(root);
  const files = new Map<string, SourceFile | Problem>();
  const load = (path: string): SourceFile | Problem => {
    const file = files.get(path) ?? readAt(realRoot, path, found.links.has(path));
    files.set(path, file);
    return file;
  };
  const above = (names: readonly string[]) => filesAbove(realRoot, names);
  return { walk: found, load, above, readAbove: async (path) => above([withoutWay(path)]).find((file) => file.path === path) };
}

function foldersAt(root: string): Folders {
  return {
    list: (folder) => {
      try {
        const entries = readdirSync(folder === '' ? root : `${root}/${folder}`, { withFileTypes: true });
        return entries.flatMap((entry): readonly FolderEntry[] => {
          const kind = entry.isDirectory() ? 'folder' : entry.isFile() ? 'file' : entry.isSymbolicLink() ? 'link' : undefined;
          return kind === undefined ? [] : [{ name: entry.name, kind }];
        });
      } catch {
        return undefined;
      }
    },
    isLinkToFile: (path) => isFileAt(`${root}/${path}`),
    ignoreFile: (path) => {
      try {
        return statSync(`${root}/${path}`).size > LARGEST_IGNORE_FILE ? undefined : readFileSync(`${root}/${path}`, 'utf8');
      } catch {
        return undefined;
      }
    },
  };
}

/** True where a path of the disk, links followed, is a file. */
export function isFileAt(path: string): boolean {
  try {
    return statSync(path).isFile();
  } catch {
    return false; // nothing, or a link to nothing or to itself
  }
}

/** Looks for files from the folder above a project up to the root of its repository, which holds `.git`. */
function filesAbove(root: string, names: readonly string[]): readonly SourceFile[] {
  const found: SourceFile[] = [];
  let way = '';
  for (let folder = root; !existsSync(`${folder}/.git`); folder = dirname(folder)) {
    if (dirname(folder) === folder) return []; // in no repository
    way = `../${way}`;
    for (const name of names) {
      // A pipe of that name would never come to its end.
      const file = isFileAt(`${dirname(folder)}/${name}`) ? readAt(dirname(folder), name, false) : undefined;
      if (file !== undefined && isText(file)) found.push({ path: `${way}${name}`, text: file.text });
    }
  }
  return found;
}

/** A file on the disk, or why it cannot be read. */
function readAt(root: string, path: string, isLink: boolean): SourceFile | Problem {
  const full = `${root}/${path}`;
  let descriptor: number;
  try {
    if (isLink && !realpathSync(full).startsWith(`${root}/`)) return linkOut(path);
    descriptor = openSync(full, 'r');
  } catch (error) {
    return { kind: 'unreadable', path, message: `${path} cannot be read: ${codeOf(error)}` };
  }
  try {
    const { size } = fstatSync(descriptor);
    if (size > sizeLimit(path)) return tooLarge(path, size);
    const bytes = Buffer.alloc(size);
    const length = readSync(descriptor, bytes, 0, size, 0);
    return fileOfBytes(bytes.subarray(0, length), path);
  } catch (error) {
    return { kind: 'unreadable', path, message: `${path} cannot be read: ${codeOf(error)}` };
  } finally {
    closeSync(descriptor);
  }
}

function codeOf(error: unknown): string {
  return error instanceof Error && 'code' in error ? String(error.code) : String(error);
}
