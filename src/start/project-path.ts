import type { ProjectFiles } from '../model/files.ts';
import { baseName, joinPath } from '../model/files.ts';
import { valueOf } from '../model/fact.ts';
import type { StartInput } from './start-input.ts';

/** Where Railpack, Nixpacks and Heroku put the project. https://railpack.com/architecture/overview */
const USUAL_IMAGE_FOLDER = '/app';

/** The image's name of a project path. */
export function imagePath(path: string, input: StartInput): string {
  const folder = imageFolder(input);
  const inside = path === input.root ? '' : path.startsWith(`${input.root}/`) ? path.slice(input.root.length + 1) : path;
  return inside === '' ? folder : `${folder.replace(/\/$/, '')}/${inside}`;
}

function imageFolder(input: StartInput): string {
  const folder = valueOf(input.imageFolder) ?? USUAL_IMAGE_FOLDER;
  return folder.length > 1 ? folder.replace(/\/+$/, '') : folder;
}

/** The project path of a path that a command names; undefined when it lies elsewhere or only a run would tell. */
export function projectPath(path: string, directory: string | undefined, input: StartInput): string | undefined {
  if (!path.startsWith('/')) return directory === undefined ? undefined : joinPath(directory, path);
  const folder = imageFolder(input);
  if (path === folder) return input.root;
  const prefix = folder === '/' ? '/' : `${folder}/`;
  return path.startsWith(prefix) ? joinPath(input.root, path.slice(prefix.length)) : undefined;
}

/** The file that a command starts. A script that was copied elsewhere is found by its name when only one file has it. */
export function findFile(path: string, directory: string | undefined, input: StartInput): string | undefined {
  const { files, root } = input;
  const direct = projectPath(path, directory, input);
  if (direct !== undefined && files.has(direct)) return direct;
  if (!path.startsWith('/') && path.includes('/') && directory !== undefined) return undefined;
  return uniquelyNamed(files, root, baseName(path));
}

function uniquelyNamed(files: ProjectFiles, root: string, name: string): string | undefined {
  if (!/\.(sh|bash)$|entrypoint/.test(name)) return undefined;
  const found = files.below(root).filter((path) => baseName(path) === name);
  return found.length === 1 ? found[0] : undefined;
}
