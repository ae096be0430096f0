import { closeSync, existsSync, openSync, readSync, fstatSync, realpathSync } from 'node:fs';
import { dirname } from 'node:path';
import type { Problem } from '../model/problem.ts';
import type { SourceFile } from '../model/source-file.ts';
import type { FileTree } from './file-tree.ts';
import { walk } from './walk.ts';

/** Larger files are no configuration and no hand-written code; lock files are larger than either. */
const LARGEST_FILE = 1_000_000;
const LARGEST_LOCK = 20_000_000;
const LOCKS = /(^|\/)(package-lock\.json|npm-shrinkwrap\.json|pnpm-lock\.yaml|yarn\.lock|bun\.lock|uv\.lock|poetry\.lock|pdm\.lock|Pipfile\.lock)$/;
/** A line of this length is data or a bundle; parsers take quadratic time on some of them. */
const LONGEST_LINE = 500_000;

/** Opens a folder for reading. Nothing is ever written to it. */
export async function openFolder(root: string): Promise<FileTree> {
  const found = await walk(root);
  const known = new Set(found.paths);
  const folders = foldersOf(found.paths);
  const texts = new Map<string, SourceFile | undefined>();
  const problems: Problem[] = [];
  const realRoot = realpathSync(root);

  const read = (path: string): SourceFile | undefined => {
    if (!known.has(path)) return undefined;
    if (!texts.has(path)) {
      const result = readText(realRoot, path, found.links.has(path));
      if (typeof result === 'string') texts.set(path, { path, text: result });
      else {
        texts.set(path, undefined);
        problems.push(result);
      }
    }
    return texts.get(path);
  };

  return {
    paths: found.paths,
    has: (path) => known.has(path),
    hasFolder: (path) => path === '' || folders.has(path),
    read,
    below: (folder) => (folder === '' ? found.paths : found.paths.filter((path) => path.startsWith(`${folder}/`))),
    problems: () => [...problems].sort((a, b) => (a.path < b.path ? -1 : 1)),
    readCount: () => texts.size,
    readFiles: () => [...texts.values()].filter((file) => file !== undefined).sort((a, b) => (a.path < b.path ? -1 : 1)),
    above: (names) => filesAbove(realRoot, names),
    walk: found,
  };
}

/** Looks for files from the folder above a project up to the root of its repository, which holds `.git`. */
function filesAbove(root: string, names: readonly string[]): readonly SourceFile[] {
  const found: SourceFile[] = [];
  let way = '';
  for (let folder = root; !existsSync(`${folder}/.git`); folder = dirname(folder)) {
    if (dirname(folder) === folder) return []; // in no repository
    way = `../${way}`;
    for (const name of names) {
      const text = existsSync(`${dirname(folder)}/${name}`) ? readText(dirname(folder), name, false) : undefined;
      if (typeof text === 'string') found.push({ path: `${way}${name}`, text });
    }
  }
  return found;
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

/** The text without its byte order mark, or why there is none. */
function readText(root: string, path: string, isLink: boolean): string | Problem {
  const full = `${root}/${path}`;
  let descriptor: number;
  try {
    if (isLink && !realpathSync(full).startsWith(`${root}/`)) return { kind: 'unreadable', path, message: `${path} is a link out of the project` };
    descriptor = openSync(full, 'r');
  } catch (error) {
    return { kind: 'unreadable', path, message: `${path} cannot be read: ${codeOf(error)}` };
  }
  try {
    const { size } = fstatSync(descriptor);
    const limit = LOCKS.test(path) ? LARGEST_LOCK : LARGEST_FILE;
    if (size > limit) return { kind: 'too-large', path, message: `${path} has ${size} bytes, more than the ${limit} that are read` };
    const bytes = Buffer.alloc(size);
    const length = readSync(descriptor, bytes, 0, size, 0);
    return decoded(bytes.subarray(0, length), path);
  } catch (error) {
    return { kind: 'unreadable', path, message: `${path} cannot be read: ${codeOf(error)}` };
  } finally {
    closeSync(descriptor);
  }
}

function decoded(bytes: Buffer, path: string): string | Problem {
  const [first, second] = bytes;
  if ((first === 0xff && second === 0xfe) || (first === 0xfe && second === 0xff)) {
    return { kind: 'encoding', path, message: `${path} is UTF-16; the tools that read it expect UTF-8` };
  }
  if (bytes.includes(0)) return { kind: 'encoding', path, message: `${path} holds zero bytes: it is no text` };
  const text = bytes.toString('utf8');
  const longest = longestLine(bytes);
  if (longest > LONGEST_LINE && !LOCKS.test(path)) return { kind: 'too-large', path, message: `${path} has a line of ${longest} bytes` };
  return text.charCodeAt(0) === 0xfeff ? text.slice(1) : text;
}

function longestLine(bytes: Buffer): number {
  let longest = 0;
  let start = 0;
  for (;;) {
    const end = bytes.indexOf(10, start);
    longest = Math.max(longest, (end === -1 ? bytes.length : end) - start);
    if (end === -1) return longest;
    start = end + 1;
  }
}

function codeOf(error: unknown): string {
  return error instanceof Error && 'code' in error ? String(error.code) : String(error);
}
