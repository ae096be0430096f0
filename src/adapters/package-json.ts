import { findNode, stringOf } from '../documents/data.ts';
import type { DataNode } from '../documents/data.ts';
import { parseJson } from '../documents/json.ts';
import { absent, declared, unresolved } from '../model/fact.ts';
import type { Fact } from '../model/fact.ts';
import type { Dependency, PackageScript } from '../model/facts/runtime.ts';
import type { SourceFile } from '../model/source-file.ts';
import { brokenManifest, dependencyFrom } from './manifest-reading.ts';
import type { ManifestReading } from './manifest-reading.ts';

const SECTIONS = [['dependencies', 'production'], ['devDependencies', 'development'], ['optionalDependencies', 'optional']] as const;

/** A package.json that was read. */
export interface PackageManifest extends ManifestReading {
  /** `pnpm@9.1.0` of the field `packageManager`. */
  readonly packageManager: string | undefined;
}

/** Reads the dependencies of a package.json. */
export async function readPackageManifest(file: SourceFile): Promise<PackageManifest> {
  const parsed = await parseJson(file.text);
  if (!parsed.ok) return { ...brokenManifest(file, parsed.problem), packageManager: undefined };
  const { root } = parsed.document;
  const dependencies = SECTIONS.flatMap(([section, kind]) => dependenciesOf(findNode(root, [section]), kind, file));
  return { dependencies, problems: [], files: [file.path], packageManager: stringOf(findNode(root, ['packageManager'])) };
}

function dependenciesOf(node: DataNode | undefined, kind: Dependency['kind'], file: SourceFile): readonly Dependency[] {
  if (node?.kind !== 'object') return [];
  return node.entries.flatMap(({ key, keyRange, value }) => {
    const specifier = stringOf(value);
    if (specifier === undefined) return [];
    const range = { start: keyRange.start, end: Math.max(keyRange.end, value.range.end) };
    return [dependencyFrom({ language: 'node', name: key, specifier, extras: [], kind, text: file.text.slice(range.start, range.end), range }, file)];
  });
}

/** The fact `runtime.scripts` of a package.json: absent where the folder has none, unresolved where it does not parse. */
export async function readPackageScripts(file: SourceFile | undefined): Promise<Fact<readonly PackageScript[]>> {
  if (file === undefined) return absent('runtime.scripts');
  const parsed = await parseJson(file.text);
  if (!parsed.ok) return unresolved('runtime.scripts', 'package.json does not parse', file, parsed.problem.range);
  const section = findNode(parsed.document.root, ['scripts']);
  if (section?.kind !== 'object') return declared('runtime.scripts', [], file, { start: 0, end: file.text.length });
  const scripts = section.entries.flatMap(({ key, value }): readonly PackageScript[] => {
    const command = stringOf(value);
    return command === undefined ? [] : [{ name: key, command: declared('runtime.script', command, file, value.range) }];
  });
  return declared('runtime.scripts', scripts, file, section.range);
}

/** The fact `runtime.managerVersion`: the field `packageManager`, absent where the file does not have it or cannot be read. */
export async function managerField(file: SourceFile | undefined): Promise<Fact<string>> {
  const parsed = file === undefined ? undefined : await parseJson(file.text);
  const node = parsed?.ok === true ? findNode(parsed.document.root, ['packageManager']) : undefined;
  const value = stringOf(node);
  if (file === undefined || node === undefined || value === undefined) return absent('runtime.managerVersion', file);
  return declared('runtime.managerVersion', value, file, node.range);
}
