import { folderOf } from '../../model/files.ts';
import type { ModuleFinder } from './module-paths.ts';
import type { PythonFile } from './python-file.ts';

/** The files of the project that a file imports, inside functions too. */
export function importedPaths(file: PythonFile, finder: ModuleFinder): readonly string[] {
  const result: string[] = [];
  for (const { module, level, names } of file.imports) {
    const found = finder.find(module, level, file.path);
    if (found === undefined) continue;
    if (found.kind === 'file') result.push(found.path);
    for (const name of names) {
      const inner = finder.inside(found, name);
      if (inner?.kind === 'file') result.push(inner.path);
    }
    // The packages around a module run first, and may hold its names.
    for (let folder = folderOf(found.path); folder !== ''; folder = folderOf(folder)) result.push(`${folder}/__init__.py`);
  }
  return result;
}
