import type { DataNode } from '../documents/data.ts';

/** A value as both formats have it. Objects are maps, so that a key such as `__proto__` is one like any other. */
export type Value = string | number | boolean | null | readonly Value[] | ValueMap;
export type ValueMap = ReadonlyMap<string, Value>;

export const isMap = (value: Value | undefined): value is ValueMap => value instanceof Map;
export const isList = (value: Value | undefined): value is readonly Value[] => Array.isArray(value);

/** What a node says; undefined where JavaScript has no such literal: a date, an infinite number. */
export function valueFrom(node: DataNode): Value | undefined {
  if (node.kind === 'array') return listFrom(node.items);
  if (node.kind === 'object') {
    const map = new Map<string, Value>();
    for (const { key, value } of node.entries) {
      const inner = valueFrom(value);
      if (inner === undefined) return undefined;
      map.set(key, inner);
    }
    return map;
  }
  if (node.kind === 'date') return undefined;
  return typeof node.value === 'number' && !Number.isFinite(node.value) ? undefined : node.value;
}

function listFrom(nodes: readonly DataNode[]): readonly Value[] | undefined {
  const items: Value[] = [];
  for (const node of nodes) {
    const item = valueFrom(node);
    if (item === undefined) return undefined;
    items.push(item);
  }
  return items;
}

/** The value as JSON on one line, keys in their order. */
export function jsonOf(value: Value): string {
  if (isList(value)) return `[${value.map(jsonOf).join(', ')}]`;
  if (isMap(value)) return value.size === 0 ? '{}' : `{ ${[...value].map(([key, inner]) => `${JSON.stringify(key)}: ${jsonOf(inner)}`).join(', ')} }`;
  return JSON.stringify(value);
}

/** True when two values say the same, whatever the order of their keys. */
export function isSame(a: Value | undefined, b: Value | undefined): boolean {
  if (isList(a) && isList(b)) return a.length === b.length && a.every((item, index) => isSame(item, b[index]));
  if (isMap(a) && isMap(b)) return a.size === b.size && [...a].every(([key, value]) => b.has(key) && isSame(value, b.get(key)));
  return a === b;
}
