import { parseJson } from '../documents/json.ts';
import { findNode, stringOf } from '../documents/data.ts';
import { baseName, folderOf, joinPath } from '../model/files.ts';
import type { PackageCall } from './package-call.ts';
import { projectPath } from './project-path.ts';
import type { StartInput } from './start-input.ts';

/** Packages of a workspace that we look at. */
const MAXIMUM_PACKAGES = 300;

/** The folder whose package.json a call means, or why that cannot be told. */
export async function packageFolder(wanted: PackageCall, directory: string | undefined, input: StartInput): Promise<string | { readonly reason: string }> {
  if (directory === undefined) return { reason: 'only a run would tell the folder that it runs in' };
  const start = wanted.folder === undefined ? directory : projectPath(wanted.folder, directory, input);
  if (start === undefined) return { reason: `${wanted.folder} lies outside the project` };
  if (wanted.workspace !== undefined) return workspaceFolder(wanted.workspace, start, input);
  return nearestPackage(start, input) ?? { reason: 'there is no package.json where it runs' };
}

/** The folder itself or the nearest one above with a package.json. */
function nearestPackage(folder: string, input: StartInput): string | undefined {
  let current = folder;
  for (;;) {
    if (input.files.has(current === '' ? 'package.json' : `${current}/package.json`)) return current;
    if (current === '') return undefined;
    current = folderOf(current);
  }
}

/** The package that a filter names: by name, by path, or by a pattern that one package fits. */
async function workspaceFolder(filter: string, start: string, input: StartInput): Promise<string | { readonly reason: string }> {
  const plain = filter.replace(/^\{(.*)\}$/, '$1').replace(/^(\.{3}|\^)+|(\.{3}|\^)+$/g, '');
  const byPath = joinPath(start, plain) ?? joinPath('', plain);
  if (byPath !== undefined && byPath !== '' && input.files.has(`${byPath}/package.json`)) return byPath;
  const matches = await packagesNamed(plain, input);
  const [first] = matches;
  if (matches.length === 1 && first !== undefined) return first;
  return { reason: matches.length === 0 ? `no package of the project is called ${filter}` : `several packages fit ${filter}` };
}

async function packagesNamed(name: string, input: StartInput): Promise<readonly string[]> {
  const exact: string[] = [];
  const similar: string[] = [];
  const pattern = name.includes('*') ? new RegExp(`^${name.replace(/[.+?^${}()|[\]\\]/g, '\\$&').replace(/\*+/g, '.*')}$`) : undefined;
  const paths = input.files.paths.filter((path) => baseName(path) === 'package.json' && !path.includes('node_modules/')).slice(0, MAXIMUM_PACKAGES);
  for (const path of paths) {
    const own = await packageName(path, input);
    if (own === undefined) continue;
    if (own === name || pattern?.test(own) === true) exact.push(folderOf(path));
    else if (own.startsWith('@') && own.endsWith(`/${name}`)) similar.push(folderOf(path));
  }
  return exact.length > 0 ? exact : similar;
}

async function packageName(path: string, input: StartInput): Promise<string | undefined> {
  const file = input.files.read(path);
  if (file === undefined) return undefined;
  const parsed = await parseJson(file.text);
  return parsed.ok ? stringOf(findNode(parsed.document.root, ['name'])) : undefined;
}
