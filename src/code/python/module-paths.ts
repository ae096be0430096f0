import type { ProjectFiles } from '../../model/files.ts';
import { folderOf, joinPath } from '../../model/files.ts';

/** A module of the project: a file, or a folder without `__init__.py`. */
export type ModulePath = { readonly kind: 'file' | 'folder'; readonly path: string };

/** Finds the files that import statements name. */
export interface ModuleFinder {
  /** The module `a.b` as a file that stands at `from` sees it; undefined when it is not of this project. */
  find(module: string, level: number, from: string): ModulePath | undefined;
  /** The module `name` inside a package. */
  inside(parent: ModulePath, name: string): ModulePath | undefined;
}

/**
 * A finder for a service whose program starts in one of `roots`. Folders above the importing file are tried as well, those that are
 * no packages, and not for the name of an installed package: `app/redis.py` is not what `import redis` means.
 */
export function moduleFinder(files: ProjectFiles, roots: readonly string[], installed: ReadonlySet<string>): ModuleFinder {
  const at = (folder: string): ModulePath | undefined => {
    if (files.has(`${folder}.py`)) return { kind: 'file', path: `${folder}.py` };
    if (files.has(`${folder}/__init__.py`)) return { kind: 'file', path: `${folder}/__init__.py` };
    if (folder === '' || !files.hasFolder(folder)) return undefined;
    return files.below(folder).some((path) => path.endsWith('.py')) ? { kind: 'folder', path: folder } : undefined;
  };
  const below = (folder: string | undefined, module: string): ModulePath | undefined => {
    if (folder === undefined) return undefined;
    const path = joinPath(folder, module.replaceAll('.', '/'));
    return path === undefined || path === '' ? undefined : at(path);
  };
  const known = new Map<string, ModulePath | undefined>();
  const absolute = (module: string, from: string): ModulePath | undefined => {
    const folder = folderOf(from);
    const key = `${folder}:${module}`;
    if (known.has(key)) return known.get(key);
    const top = module.split('.')[0] ?? module;
    const above = installed.has(top.toLowerCase().replaceAll('_', '-')) ? [] : ancestorsOf(folder).filter((each) => !files.has(joinPath(each, '__init__.py') ?? ''));
    const found = [...roots, ...above].map((root) => below(root, module)).filter((each) => each !== undefined);
    // A folder without code of its own is a namespace package only when no file has the name.
    const result = found.find((each) => each.kind === 'file') ?? found[0];
    known.set(key, result);
    return result;
  };
  return {
    find(module, level, from) {
      if (level === 0) return absolute(module, from);
      let folder: string | undefined = folderOf(from);
      for (let step = 1; step < level && folder !== undefined; step += 1) folder = joinPath(folder, '..');
      if (folder === undefined) return undefined;
      if (module !== '') return below(folder, module);
      return files.has(joinPath(folder, '__init__.py') ?? '') ? at(folder) : { kind: 'folder', path: folder };
    },
    inside(parent, name) {
      if (parent.kind === 'folder') return below(parent.path, name);
      return parent.path.endsWith('__init__.py') ? below(folderOf(parent.path), name) : undefined;
    },
  };
}

/** The folders of a path from the nearest to the root. */
function ancestorsOf(folder: string): readonly string[] {
  const result = [folder];
  for (let current = folder; current !== ''; current = folderOf(current)) result.push(folderOf(current));
  return result;
}
