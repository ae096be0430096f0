import { findNode, stringOf, type DataNode } from '../../documents/data.ts';
import { parseRequirement } from '../../documents/requirements.ts';
import type { Planned } from '../../model/change.ts';
import { baseName } from '../../model/files.ts';
import type { SourceFile } from '../../model/source-file.ts';
import type { FixContext, Rewrite } from '../context.ts';
import { placeOf, refused } from '../planned.ts';
import { addRequirement, type WantedPackage } from './add-requirement.ts';
import { changeData, readTree } from './data-change.ts';

/** Names a package in the manifest that is installed from, in the style of those that are there. No version is made up. */
export async function addDependency({ at: [manifest], with: values = {} }: Rewrite, { files, service }: FixContext): Promise<Planned> {
  const place = placeOf(manifest);
  const [name, release] = [values['package'], values['release']];
  if (place === undefined || typeof name !== 'string') return refused(`${manifest.name} stands in no file`);
  if (service.facts['runtime.lockFile']?.state === 'known') return refused('the lock file has to be made anew with the manifest');
  const file = files.read(place.file.path) ?? place.file;
  const wanted: WantedPackage = { name, release: typeof release === 'string' ? release : undefined };
  if (baseName(file.path) === 'package.json') return addNodePackage(file, wanted);
  if (baseName(file.path) === 'pyproject.toml') return addProjectPackage(file, wanted);
  if (baseName(file.path) === 'Pipfile') return addTablePackage(file, wanted, ['packages']);
  return addRequirement(file, wanted);
}

/** In the style of the others where the release is known. A tool of a framework is of the framework's own major: `@nestjs/cli` of that of `@nestjs/core`. */
async function addNodePackage(file: SourceFile, { name, release }: WantedPackage): Promise<Planned> {
  const tree = await readTree(file);
  const core = stringOf(findNode(tree, ['dependencies', name.replace(/\/.*/, '/core')]));
  const major = name.startsWith('@') ? /^[\^~]?(\d+)\./.exec(core ?? '')?.[1] : undefined;
  // npm takes the newest release for `*`.
  const known = release === undefined ? '*' : `${allPinned(findNode(tree, ['dependencies'])) ? '' : '^'}${release}`;
  return changeData(file, { kind: 'set', path: ['dependencies', name], value: major === undefined ? known : `^${major}.0.0`, placing: 'sorted' });
}

/** The list of PEP 621, or the table of Poetry. */
async function addProjectPackage(file: SourceFile, wanted: WantedPackage): Promise<Planned> {
  const tree = await readTree(file);
  const list = findNode(tree, ['project', 'dependencies']);
  if (list?.kind === 'array') {
    const isPinned = list.items.length > 0 && list.items.every((item) => /^={2,3}[^*]*$/.test(parseRequirement(stringOf(item) ?? '')?.specifier ?? ''));
    const item = isPinned && wanted.release !== undefined ? `${wanted.name}==${wanted.release}` : wanted.name;
    return changeData(file, { kind: 'add', path: ['project', 'dependencies'], item, placing: 'sorted' });
  }
  if (findNode(tree, ['tool', 'poetry', 'dependencies'])?.kind === 'object') return addTablePackage(file, wanted, ['tool', 'poetry', 'dependencies']);
  if (findNode(tree, ['project'])?.kind !== 'object') return refused(`${file.path} names no dependencies`);
  return changeData(file, { kind: 'set', path: ['project', 'dependencies'], value: [wanted.name] });
}

/** Poetry and Pipenv write `*` for any release. */
async function addTablePackage(file: SourceFile, { name, release }: WantedPackage, path: readonly string[]): Promise<Planned> {
  const table = findNode(await readTree(file), path);
  const value = release !== undefined && allPinned(table) ? (path[0] === 'packages' ? `==${release}` : release) : '*';
  return changeData(file, { kind: 'set', path: [...path, name], value, placing: 'sorted' });
}

function allPinned(table: DataNode | undefined): boolean {
  const entries = table?.kind === 'object' ? table.entries.filter(({ key }) => key !== 'python') : [];
  return entries.length > 0 && entries.every(({ value }) => /^(?:==)?\s*\d+(?:\.\d+)+$/.test(stringOf(value) ?? stringOf(findNode(value, ['version'])) ?? ''));
}
