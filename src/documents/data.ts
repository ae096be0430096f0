import type { Range } from '../text/range.ts';

/** A value of a JSON, TOML or YAML document with its place in the text. One shape for all three. */
export type DataNode = ScalarNode | ArrayNode | ObjectNode;

export interface ScalarNode {
  readonly kind: 'string' | 'number' | 'boolean' | 'null' | 'date';
  readonly value: string | number | boolean | null;
  /** The whole token, quotes included. */
  readonly range: Range;
}

export interface ArrayNode {
  readonly kind: 'array';
  readonly items: readonly DataNode[];
  readonly range: Range;
}

export interface ObjectNode {
  readonly kind: 'object';
  readonly entries: readonly DataEntry[];
  readonly range: Range;
}

export interface DataEntry {
  readonly key: string;
  readonly keyRange: Range;
  readonly value: DataNode;
}

/** A parsed data file. `repeated` lists keys that stand twice in one object, where the last one counts. */
export interface DataDocument {
  readonly root: DataNode;
  readonly repeated: readonly { readonly key: string; readonly range: Range }[];
}

/** The entry of an object; the last one where a key is repeated. */
export function entryOf(node: DataNode | undefined, key: string): DataEntry | undefined {
  if (node?.kind !== 'object') return undefined;
  return node.entries.findLast((entry) => entry.key === key);
}

/** The value at a path of keys. */
export function findNode(node: DataNode | undefined, path: readonly string[]): DataNode | undefined {
  let current = node;
  for (const key of path) current = entryOf(current, key)?.value;
  return current;
}

/** The text of a string node, undefined of any other. */
export function stringOf(node: DataNode | undefined): string | undefined {
  return node?.kind === 'string' ? (node.value as string) : undefined;
}

/** The number of a number node, undefined of any other. */
export function numberOf(node: DataNode | undefined): number | undefined {
  return node?.kind === 'number' ? (node.value as number) : undefined;
}

/** The strings of an array node, other items left out; undefined of any other node. */
export function stringsOf(node: DataNode | undefined): readonly string[] | undefined {
  if (node?.kind !== 'array') return undefined;
  return node.items.flatMap((item) => (item.kind === 'string' ? [item.value as string] : []));
}
