import { findNode, stringOf } from '../documents/data.ts';
import type { DataNode } from '../documents/data.ts';
import { parseJson } from '../documents/json.ts';
import type { Dependency } from '../model/facts/runtime.ts';
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
