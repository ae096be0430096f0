import { entryOf, findNode, stringOf, stringsOf } from '../documents/data.ts';
import type { DataEntry, DataNode } from '../documents/data.ts';
import { parseRequirement } from '../documents/requirements.ts';
import { parseToml } from '../documents/toml.ts';
import type { Dependency } from '../model/facts/runtime.ts';
import type { SourceFile } from '../model/source-file.ts';
import { brokenManifest, dependencyFrom } from './manifest-reading.ts';
import type { ManifestReading } from './manifest-reading.ts';
import { itemsOf, scalarText } from './node-statements.ts';

type Kind = Dependency['kind'];

/** Reads the dependencies of pyproject.toml: PEP 621, dependency groups, and the tables of Poetry, uv and PDM. */
export async function readPyproject(file: SourceFile): Promise<ManifestReading> {
  const parsed = await parseToml(file.text);
  if (!parsed.ok) return brokenManifest(file, parsed.problem);
  const { root } = parsed.document;
  const lists: readonly (readonly [DataNode | undefined, Kind])[] = [
    [findNode(root, ['project', 'dependencies']), 'production'],
    ...valuesOf(findNode(root, ['project', 'optional-dependencies'])).map((node) => [node, 'optional'] as const),
    ...valuesOf(findNode(root, ['dependency-groups'])).map((node) => [node, 'development'] as const),
    [findNode(root, ['tool', 'uv', 'dev-dependencies']), 'development'],
    ...valuesOf(findNode(root, ['tool', 'pdm', 'dev-dependencies'])).map((node) => [node, 'development'] as const),
  ];
  const tables: readonly (readonly [DataNode | undefined, Kind])[] = [
    [findNode(root, ['tool', 'poetry', 'dependencies']), 'production'],
    [findNode(root, ['tool', 'poetry', 'dev-dependencies']), 'development'],
    ...valuesOf(findNode(root, ['tool', 'poetry', 'group'])).map((group) => [findNode(group, ['dependencies']), 'development'] as const),
  ];
  const dependencies = [
    ...lists.flatMap(([node, kind]) => itemsOf(node).flatMap((item) => listedDependency(item, kind, file))),
    ...tables.flatMap(([node, kind]) => tableDependencies(node, kind, file)),
  ];
  return { dependencies, problems: [], files: [file.path] };
}

/** True for a pyproject.toml that names dependencies or a build; many only configure tools. */
export async function isPythonManifest(file: SourceFile): Promise<boolean> {
  const parsed = await parseToml(file.text);
  if (!parsed.ok) return true;
  const { root } = parsed.document;
  return findNode(root, ['project']) !== undefined || findNode(root, ['tool', 'poetry']) !== undefined;
}

/** The dependencies of a table of names, as Poetry's and the Pipfile have them. */
export function tableDependencies(node: DataNode | undefined, kind: Kind, file: SourceFile): readonly Dependency[] {
  if (node?.kind !== 'object') return [];
  return node.entries.filter(({ key }) => key.toLowerCase() !== 'python').map((entry) => tableDependency(entry, kind, file));
}

function tableDependency({ key, keyRange, value }: DataEntry, kind: Kind, file: SourceFile): Dependency {
  const [first = value] = itemsOf(value);
  const written = stringOf(first) ?? stringOf(findNode(first, ['version'])) ?? '';
  const optional = scalarText(findNode(first, ['optional'])) === 'true';
  const range = { start: keyRange.start, end: Math.max(keyRange.end, value.range.end) };
  return dependencyFrom({
    language: 'python', name: key, specifier: written === '*' ? '' : written, extras: stringsOf(entryOf(first, 'extras')?.value) ?? [],
    kind: optional ? 'optional' : kind, text: file.text.slice(range.start, range.end), range,
  }, file);
}

function listedDependency(node: DataNode, kind: Kind, file: SourceFile): readonly Dependency[] {
  const text = stringOf(node);
  const requirement = text === undefined ? undefined : parseRequirement(text);
  if (text === undefined || requirement === undefined) return [];
  const { name, specifier, extras } = requirement;
  return [dependencyFrom({ language: 'python', name, specifier, extras, kind, text, range: { start: node.range.start + 1, end: node.range.end - 1 } }, file)];
}

function valuesOf(node: DataNode | undefined): readonly DataNode[] {
  return node?.kind === 'object' ? node.entries.map(({ value }) => value) : [];
}
