import { accessSync, constants, existsSync, statSync } from 'node:fs';
import { delimiter, dirname, isAbsolute, join, resolve } from 'node:path';

/** Files that may be the CLI, the preferred one first: those of the project's own packages, then those of PATH. Absolute, none twice. */
export function candidates(root: string): readonly string[] {
  return [...new Set([...projectPrograms(root), ...pathPrograms()])];
}

/** The program that the user named: a path from the current folder, or a name on PATH. Undefined where there is none. */
export function namedProgram(given: string): string | undefined {
  const isName = !/[\\/]/.test(given);
  if (!isName) return programAt(dirname(resolve(given)), given.split(/[\\/]/).at(-1) ?? '');
  return pathFolders().map((folder) => programAt(folder, given)).find((path) => path !== undefined);
}

/** node_modules/.bin of the folder and of those above it, not above the top of the repository; without one, of the folder alone. */
function projectPrograms(root: string): readonly string[] {
  const folders = [resolve(root)];
  while (!existsSync(join(folders.at(-1) ?? '', '.git'))) {
    const above = dirname(folders.at(-1) ?? '');
    if (above === folders.at(-1)) return found([resolve(root)]);
    folders.push(above);
  }
  return found(folders);
}

function found(folders: readonly string[]): readonly string[] {
  return folders.flatMap((folder) => programAt(join(folder, 'node_modules', '.bin'), 'railway') ?? []);
}

function pathPrograms(): readonly string[] {
  return pathFolders().flatMap((folder) => programAt(folder, 'railway') ?? []);
}

/** Folders of PATH. Relative ones are left out: what they name depends on where we stand, and may be the scanned project. */
function pathFolders(): readonly string[] {
  return (process.env['PATH'] ?? '').split(delimiter).filter((folder) => isAbsolute(folder));
}

/** The program of a name in a folder; on Windows with one of the endings of PATHEXT. */
function programAt(folder: string, name: string): string | undefined {
  const endings = process.platform === 'win32' ? (process.env['PATHEXT'] ?? '.COM;.EXE;.BAT;.CMD').split(';') : [];
  return [...endings.map((ending) => `${name}${ending.toLowerCase()}`), ...(endings.length === 0 || /\.\w+$/.test(name) ? [name] : [])]
    .map((each) => join(folder, each)).find((path) => isProgram(path));
}

function isProgram(path: string): boolean {
  try {
    accessSync(path, constants.X_OK);
    return statSync(path).isFile();
  } catch {
    return false;
  }
}
