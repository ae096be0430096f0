import type { ProjectFiles } from '../../model/files.ts';
import { baseName, folderOf } from '../../model/files.ts';
import { parsePythonFile } from '../../documents/python.ts';
import { importedPaths } from './imported-paths.ts';
import type { ModuleFinder } from './module-paths.ts';
import type { PythonFile } from './python-file.ts';
import { pythonFileOf } from './sites.ts';

/** Where modules are looked for. */
interface Places {
  readonly files: ProjectFiles;
  readonly readable: ReadonlySet<string>;
  readonly finder: ModuleFinder;
  readonly packages: ReadonlySet<string>;
}

/** Words of code that loads modules which it looks for. */
const DYNAMIC = new RegExp(`\\b(${[
  'pkgutil', 'walk_packages', 'iter_modules', 'import_string', 'find_modules', 'autodiscover\\w*',
  'spec_from_file_location', 'exec_module', 'runpy', 'entry_points', 'load_extensions?',
].join('|')})\\b`);

/** Libraries that find the project's modules by themselves. */
const FINDING = /^(django|rest_framework|wagtail|pyramid|streamlit|odoo|scrapy|kedro|stevedore|pluggy|airflow|masonite|hydra)(\.|$)/;

/** More code than a scan reads. */
const LONGEST_TOTAL = 6_000_000;

/**
 * The files that the started one imports, over any number of steps; undefined when that cannot be told for sure. A file that is
 * not among them is an older version of the program, a script, or another program.
 */
export async function reachedFrom(start: string, places: Places): Promise<ReadonlySet<string> | undefined> {
  const reached = new Set([start]);
  const modules = modulesByName(places.readable);
  let length = 0;
  for (const path of reached) { // grows while it is walked
    const source = places.files.read(path);
    if (source === undefined) return undefined;
    length += source.text.length;
    if (length > LONGEST_TOTAL || DYNAMIC.test(source.text)) return undefined;
    const parsed = await parsePythonFile(source);
    if (!parsed.ok || parsed.document.errors.length > 0) return undefined;
    const file = pythonFileOf(source, parsed.document);
    if (file.imports.some(({ module }) => FINDING.test(module)) || loadedModules(file).includes(undefined)) return undefined;
    for (const found of [...importedPaths(file, places.finder), ...likelyPaths(file, modules, places), ...starPaths(file, places), ...namedPaths(file, places)]) {
      if (places.readable.has(found)) reached.add(found);
    }
  }
  return new Set([...reached].sort());
}

/** What `import_module` and its kind load: undefined for a name that is not written there. */
function loadedModules(file: PythonFile): readonly (string | undefined)[] {
  return file.calls.flatMap(({ call: { callee, arguments: [first, second] } }) => {
    if ((callee.kind !== 'name' && callee.kind !== 'attribute') || !/^(import_module|__import__)$/.test(callee.name)) return [];
    const isWhole = first?.value.kind === 'string' && !first.value.value.startsWith('.') && second === undefined;
    return [isWhole ? first.value.value : undefined];
  });
}

/** The files of each module name: the file, or the folder of an `__init__.py`. */
function modulesByName(paths: ReadonlySet<string>): ReadonlyMap<string, readonly string[]> {
  const result = new Map<string, string[]>();
  for (const path of paths) {
    const name = path.endsWith('/__init__.py') ? baseName(folderOf(path)) : baseName(path).slice(0, -'.py'.length);
    const known = result.get(name);
    if (known === undefined) result.set(name, [path]);
    else known.push(path);
  }
  return result;
}

/** Imports that are not found may mean any file of that name: a folder more may be on the path of modules. */
function likelyPaths(file: PythonFile, modules: ReadonlyMap<string, readonly string[]>, { finder, packages }: Places): readonly string[] {
  return file.imports.flatMap(({ module, level, names }) => {
    if (level > 0 || packages.has((module.split('.')[0] ?? module).toLowerCase().replaceAll('_', '-'))) return [];
    if (finder.find(module, 0, file.path) !== undefined) return [];
    return [module, ...names.map((name) => `${module}.${name}`)].flatMap((each) => {
      const path = each.replaceAll('.', '/');
      const found = modules.get(baseName(path)) ?? [];
      return found.filter((candidate) => `/${candidate}`.endsWith(`/${path}.py`) || `/${candidate}`.endsWith(`/${path}/__init__.py`));
    });
  });
}

/** `from routers import *` takes what `__all__` names, modules included. */
function starPaths(file: PythonFile, { files, finder }: Places): readonly string[] {
  return file.imports.filter(({ star }) => star).flatMap(({ module, level }) => {
    const found = finder.find(module, level, file.path);
    if (found?.kind === 'file' && !found.path.endsWith('__init__.py')) return [];
    const folder = found?.kind === 'folder' ? found.path : folderOf(found?.path ?? '');
    return found === undefined ? [] : files.below(folder).filter((path) => path.endsWith('.py') && folderOf(path) === folder);
  });
}

/** Files that texts name: `uvicorn.run('app.main:app')`, `include=['app.tasks']`, `from_object('config.Production')`. */
function namedPaths(file: PythonFile, { finder }: Places): readonly string[] {
  return [...file.moduleTexts, ...loadedModules(file)].flatMap((text = '') => {
    const [module = ''] = text.split(':');
    const whole = finder.find(module, 0, file.path) ?? (module.includes('.') ? finder.find(module.slice(0, module.lastIndexOf('.')), 0, file.path) : undefined);
    return whole?.kind === 'file' ? [whole.path, ...packagesAround(whole.path)] : [];
  });
}

function packagesAround(path: string): readonly string[] {
  const result: string[] = [];
  for (let folder = folderOf(path); folder !== ''; folder = folderOf(folder)) result.push(`${folder}/__init__.py`);
  return result;
}
