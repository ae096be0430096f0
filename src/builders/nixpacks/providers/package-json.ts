import { entryOf, findNode, stringOf } from '../../../documents/data.ts';
import type { DataEntry, DataNode } from '../../../documents/data.ts';
import { parseJson } from '../../../documents/json.ts';
import { declared } from '../../../model/fact.ts';
import type { Evidence } from '../../../model/fact.ts';
import type { SourceFile } from '../../../model/source-file.ts';
import { hasFile, readFile } from '../app.ts';
import type { App } from '../app.ts';

/** package.json as nixpacks reads it: whole, or not at all. */
export type PackageJson =
  | { readonly kind: 'missing' }
  | { readonly kind: 'broken'; readonly because: string; readonly from: readonly Evidence[] }
  | { readonly kind: 'read'; readonly file: SourceFile; readonly root: DataNode };

export async function readPackageJson(app: App): Promise<PackageJson> {
  if (!hasFile(app, 'package.json')) return { kind: 'missing' };
  const file = readFile(app, 'package.json');
  if (file === undefined) return { kind: 'broken', because: 'package.json cannot be read', from: [] };
  const parsed = await parseJson(file.text);
  if (!parsed.ok) {
    const at = declared('package.json', 'package.json', file, parsed.problem.range);
    return { kind: 'broken', because: `nixpacks stops at package.json: ${parsed.problem.message}`, from: [at] };
  }
  const { root } = parsed.document;
  const odd = findOdd(root);
  if (odd === undefined) return { kind: 'read', file, root };
  const at = declared('package.json', 'package.json', file, odd.range);
  return { kind: 'broken', because: 'nixpacks stops at package.json: a value has a type that it does not expect', from: [at] };
}

/** The node at a path of keys, undefined where package.json is missing or broken. */
export function nodeOf(json: PackageJson, path: readonly string[]): DataNode | undefined {
  return json.kind === 'read' ? findNode(json.root, path) : undefined;
}

export function textAt(json: PackageJson, path: readonly string[]): string | undefined {
  return stringOf(nodeOf(json, path));
}

/** A dependency where nixpacks looks: among the development ones only when there are no others. */
export function findDependency(json: PackageJson, name: string): DataEntry | undefined {
  const production = nodeOf(json, ['dependencies']);
  return entryOf(production?.kind === 'object' ? production : nodeOf(json, ['devDependencies']), name);
}

const TEXTS = ['name', 'main', 'type', 'packageManager'] as const;
const MAPS = ['scripts', 'engines', 'dependencies', 'devDependencies'] as const;

/** The first value of a type on which nixpacks gives up. */
function findOdd(root: DataNode): DataNode | undefined {
  if (root.kind !== 'object') return root;
  const valuesOf = (keys: readonly string[]) => keys.flatMap((key) => entryOf(root, key)?.value ?? []).filter((node) => node.kind !== 'null');
  return valuesOf(TEXTS).find((node) => node.kind !== 'string') ?? valuesOf(MAPS).flatMap((node) => oddInMap(node) ?? [])[0];
}

function oddInMap(node: DataNode): DataNode | undefined {
  if (node.kind !== 'object') return node;
  return node.entries.find((entry) => entry.value.kind !== 'string')?.value;
}
