import { entryOf, findNode, stringOf, stringsOf } from '../../documents/data.ts';
import type { DataEntry, DataNode } from '../../documents/data.ts';
import { parseJson } from '../../documents/json.ts';
import { declared } from '../../model/fact.ts';
import type { Known } from '../../model/fact.ts';
import type { SourceFile } from '../../model/source-file.ts';

/** A package.json that was read. */
export interface PackageJson {
  readonly file: SourceFile;
  readonly root: DataNode;
}

/** Reads a package.json; undefined when it does not parse or is no object. */
export async function readPackageJson(
  file: SourceFile | undefined,
  options: { readonly comments?: boolean } = {},
): Promise<PackageJson | undefined> {
  if (file === undefined) return undefined;
  const parsed = await parseJson(file.text, options);
  return parsed.ok && parsed.document.root.kind === 'object' ? { file, root: parsed.document.root } : undefined;
}

/** A script by its name; an empty one counts as none. */
export function scriptOf(manifest: PackageJson, name: string): string | undefined {
  return stringAt(manifest, ['scripts', name]);
}

/** A string at a path of keys; an empty one counts as none. */
export function stringAt(manifest: PackageJson, path: readonly string[]): string | undefined {
  return stringOf(findNode(manifest.root, path)) || undefined;
}

/** A string at a path of keys as a fact. */
export function factAt(manifest: PackageJson, path: readonly string[], name: string): Known<string> | undefined {
  const node = findNode(manifest.root, path);
  const value = stringOf(node);
  return node === undefined || !value ? undefined : declared(name, value, manifest.file, node.range);
}

/** All scripts, in order. */
export function scriptsOf(manifest: PackageJson): readonly string[] {
  return entriesAt(manifest, 'scripts').flatMap((entry) => stringOf(entry.value) ?? []);
}

/** The entry of a production or development dependency; production first. */
export function dependencyOf(
  manifest: PackageJson,
  name: string,
  kinds: readonly string[] = ['dependencies', 'devDependencies'],
): DataEntry | undefined {
  for (const kind of kinds) {
    const entry = entryOf(findNode(manifest.root, [kind]), name);
    if (entry !== undefined) return entry;
  }
  return undefined;
}

/** The entries of an object at the top, none when it is missing. */
export function entriesAt(manifest: PackageJson, key: string): readonly DataEntry[] {
  const node = findNode(manifest.root, [key]);
  return node?.kind === 'object' ? node.entries : [];
}

/** Patterns of the `workspaces` field, in either of its two forms. */
export function workspacePatterns(manifest: PackageJson): readonly string[] {
  const node = findNode(manifest.root, ['workspaces']);
  return stringsOf(node) ?? stringsOf(findNode(node, ['packages'])) ?? [];
}
