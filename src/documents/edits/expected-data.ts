import type { DataNode } from '../data.ts';
import type { DataEdit, DataPath } from './data-edit.ts';

/** A value without places. */
type Value = string | number | boolean | null | readonly Value[] | ReadonlyMap<string, Value>;

/** True when the tree after an edit says what the tree before it said, with exactly that edit. */
export function isExpected(before: DataNode, after: DataNode, edit: DataEdit): boolean {
  const found = valueOf(after);
  const wanted = edited(valueOf(before), edit.path, edit);
  if (edit.kind === 'remove') return shown(pruned(found)) === shown(pruned(wanted));
  return shown(found) === shown(wanted);
}

function valueOf(node: DataNode): Value {
  if (node.kind === 'array') return node.items.map(valueOf);
  if (node.kind === 'object') return new Map(node.entries.map(({ key, value }) => [key, valueOf(value)]));
  return node.kind === 'date' ? String(node.value) : node.value;
}

function edited(value: Value | undefined, path: DataPath, edit: DataEdit): Value {
  const [key, ...rest] = path;
  if (key === undefined) return leaf(value, edit);
  if (typeof key === 'number') {
    const items = Array.isArray(value) ? (value as readonly Value[]) : [];
    if (rest.length === 0 && edit.kind === 'remove') return items.filter((_item, index) => index !== key);
    return items.map((item, index) => (index === key ? edited(item, rest, edit) : item));
  }
  const entries = new Map(value instanceof Map ? (value as ReadonlyMap<string, Value>) : []);
  if (rest.length === 0 && edit.kind === 'remove') entries.delete(key);
  else entries.set(key, edited(entries.get(key), rest, edit));
  return entries;
}

function leaf(value: Value | undefined, edit: DataEdit): Value {
  if (edit.kind === 'set') return edit.value;
  const items = Array.isArray(value) ? (value as readonly Value[]) : [];
  if (edit.kind !== 'add') return null;
  return [...items, edit.item];
}

/** Order says nothing in an object, and a list that got one more item may have it anywhere. A number in quotes is that number. */
function shown(value: Value): string {
  if (Array.isArray(value)) return `[${(value as readonly Value[]).map(shown).sort().join()}]`;
  if (value instanceof Map) {
    const entries = [...(value as ReadonlyMap<string, Value>)].map(([key, item]) => `${JSON.stringify(key)}:${shown(item)}`);
    return `{${entries.sort().join()}}`;
  }
  return JSON.stringify(String(value));
}

/** Without sections that hold nothing: they may go with the last key that they had. */
function pruned(value: Value): Value {
  if (!(value instanceof Map)) return value;
  const entries = [...(value as ReadonlyMap<string, Value>)].map(([key, item]) => [key, pruned(item)] as const);
  return new Map(entries.filter(([, item]) => !(item instanceof Map && item.size === 0)));
}
