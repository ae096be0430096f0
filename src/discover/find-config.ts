import { NO_CONFIG, type Config } from '../config/config.ts';
import type { ConfigContext } from '../config/context.ts';
import { baseName, folderOf } from '../model/files.ts';
import { CONFIG_FILES, hasPackageKey, MANIFEST } from '../model/own-config.ts';
import type { SourceFile } from '../model/source-file.ts';
import { UsageError } from '../usage-error.ts';
import type { FileTree } from './file-tree.ts';
import { isAside } from './aside.ts';

/** Which configuration counts: the file that is found, the one that a flag names (from the project root), none, or one that was read already. */
export type ConfigChoice =
  | { readonly kind: 'found' } | { readonly kind: 'named'; readonly path: string } | { readonly kind: 'none' }
  | { readonly kind: 'given'; readonly config: Config };

/** The configuration of a project. A UsageError names file, line and what is wrong with it. */
export async function findConfig(files: FileTree, choice: ConfigChoice, context: ConfigContext): Promise<Config> {
  if (choice.kind === 'none') return NO_CONFIG;
  if (choice.kind === 'given') return choice.config;
  const main = choice.kind === 'named' ? await namedFile(files, choice.path) : nearestFile(files);
  const inner = choice.kind === 'named' ? [] : filesBelow(files);
  if (main === undefined && inner.length === 0) return NO_CONFIG;
  const { readConfig } = await import('../config/read-config.ts');
  return readConfig({ main, inner, read: (path) => fileAt(files, path), hasFolder: (path) => files.hasFolder(path) }, context);
}

async function namedFile(files: FileTree, path: string): Promise<SourceFile> {
  const file = await fileAt(files, path);
  if (file !== undefined) return file;
  throw new UsageError(`there is no configuration file ${path}`, '--config names a file of the repository; one that git ignores is none', 'config');
}

/** A file by its path from the project root, undefined where there is none. One above the project must lie in its repository. */
export async function fileAt(files: FileTree, path: string): Promise<SourceFile | undefined> {
  return path.startsWith('../') ? files.readAbove(path) : readAt(files, path);
}

/** The file of the project's own folder, else that of the nearest folder above. */
function nearestFile(files: FileTree): SourceFile | undefined {
  const own = onlyOne(candidatesIn(files, ''));
  if (own !== undefined) return own;
  const above = files.above([...CONFIG_FILES, MANIFEST]).filter(isConfig);
  const [nearest] = above;
  return nearest === undefined ? undefined : onlyOne(above.filter(({ path }) => folderOf(path) === folderOf(nearest.path)));
}

/** One file for each folder below that has any, outer folders first. Folders of tests, examples and the like hold no service. */
function filesBelow(files: FileTree): readonly SourceFile[] {
  const folders = new Set<string>();
  for (const path of files.paths) {
    const name = baseName(path);
    if ((CONFIG_FILES.includes(name) || name === MANIFEST) && path !== name && !isAside(folderOf(path))) folders.add(folderOf(path));
  }
  return [...folders].sort((a, b) => a.length - b.length || (a < b ? -1 : 1)).flatMap((folder) => onlyOne(candidatesIn(files, folder)) ?? []);
}

function candidatesIn(files: FileTree, folder: string): readonly SourceFile[] {
  const start = folder === '' ? '' : `${folder}/`;
  const manifest = files.read(`${start}${MANIFEST}`);
  const own = CONFIG_FILES.flatMap((name) => readAt(files, `${start}${name}`) ?? []);
  return manifest !== undefined && isConfig(manifest) ? [...own, manifest] : own;
}

/** A file's text. One that is there and cannot be read is an error: it would change the result. */
function readAt(files: FileTree, path: string): SourceFile | undefined {
  const file = files.read(path);
  if (file !== undefined) return file;
  const problem = files.has(path) ? files.problems().find((each) => each.path === path) : undefined;
  if (problem !== undefined) throw new UsageError(problem.message, 'a configuration is a text file in UTF-8', 'config');
  if (files.hasFolder(path)) throw new UsageError(`${path} is a folder, and a configuration is a file`, 'rename the folder, or say --no-config', 'config');
  return undefined;
}

/** Two configurations in one folder contradict each other sooner or later. */
function onlyOne(candidates: readonly SourceFile[]): SourceFile | undefined {
  const [first, second] = candidates;
  if (first === undefined || second === undefined) return first;
  const named = (file: SourceFile) => (baseName(file.path) === MANIFEST ? `the key optimize of ${file.path}` : file.path);
  throw new UsageError(`there are two configurations: ${named(first)} and ${named(second)}`, 'keep one of them', 'config');
}

/** True for our own files, and for a manifest with our key. */
function isConfig({ path, text }: SourceFile): boolean {
  return baseName(path) !== MANIFEST || hasPackageKey(text);
}
