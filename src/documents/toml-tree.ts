import type { AST } from 'toml-eslint-parser';
import type { Range } from '../text/range.ts';
import type { DataEntry, DataNode } from './data.ts';

/** An object that grows while tables and dotted keys add to it. */
interface GrowingObject {
  readonly kind: 'object';
  readonly entries: DataEntry[];
  readonly names: Map<string, DataEntry>;
  range: Range;
}

interface GrowingArray {
  readonly kind: 'array';
  readonly items: DataNode[];
  range: Range;
}

type KeyPart = AST.TOMLBare | AST.TOMLQuoted;

/** One tree of the whole file: tables, arrays of tables and dotted keys end up where they belong. */
export function buildTomlTree(program: AST.TOMLProgram, text: string): DataNode {
  const root = newObject({ start: 0, end: text.length });
  for (const part of program.body[0].body) {
    if (part.type === 'TOMLKeyValue') {
      addKeyValue(root, part);
      continue;
    }
    const table = openTable(root, part);
    for (const keyValue of part.body) addKeyValue(table, keyValue);
  }
  return finished(root);
}

function newObject(range: Range): GrowingObject {
  return { kind: 'object', entries: [], names: new Map(), range };
}

function openTable(root: GrowingObject, table: AST.TOMLTable): GrowingObject {
  const range = rangeOf(table);
  const parts = table.key.keys;
  const parent = descend(root, parts.slice(0, -1), range);
  const last = parts.at(-1);
  if (last === undefined) return parent;
  if (table.kind === 'standard') return descend(parent, [last], range);
  const existing = parent.names.get(nameOf(last))?.value as GrowingArray | undefined; // We made every table array ourselves.
  const array: GrowingArray = existing ?? { kind: 'array', items: [], range };
  if (existing === undefined) addEntry(parent, last, array);
  else existing.range = { start: existing.range.start, end: range.end };
  const item = newObject(range);
  array.items.push(item);
  return item;
}

/** The object at the end of a dotted key; missing ones are made on the way. */
function descend(from: GrowingObject, parts: readonly KeyPart[], range: Range): GrowingObject {
  let object = from;
  for (const part of parts) {
    const found = object.names.get(nameOf(part))?.value;
    if (found === undefined) {
      const made = newObject(range);
      addEntry(object, part, made);
      object = made;
      continue;
    }
    const inner = found.kind === 'array' ? found.items.at(-1) : found;
    if (inner?.kind !== 'object' || !('names' in inner)) return newObject(range);
    object = inner as GrowingObject;
    object.range = { start: Math.min(object.range.start, range.start), end: Math.max(object.range.end, range.end) };
  }
  return object;
}

function addKeyValue(object: GrowingObject, keyValue: AST.TOMLKeyValue): void {
  const parts = keyValue.key.keys;
  const last = parts.at(-1);
  if (last === undefined) return;
  addEntry(descend(object, parts.slice(0, -1), rangeOf(keyValue)), last, valueFrom(keyValue.value));
}

function addEntry(object: GrowingObject, part: KeyPart, value: DataNode): void {
  const entry = { key: nameOf(part), keyRange: rangeOf(part), value };
  object.entries.push(entry);
  object.names.set(entry.key, entry);
}

function valueFrom(node: AST.TOMLContentNode): DataNode {
  const range = rangeOf(node);
  if (node.type === 'TOMLArray') return { kind: 'array', items: node.elements.map(valueFrom), range };
  if (node.type === 'TOMLInlineTable') {
    const table = newObject(range);
    for (const keyValue of node.body) addKeyValue(table, keyValue);
    return table;
  }
  switch (node.kind) {
    case 'string':
      return { kind: 'string', value: node.value, range };
    case 'integer':
    case 'float':
      return { kind: 'number', value: node.value, range };
    case 'boolean':
      return { kind: 'boolean', value: node.value, range };
    default:
      return { kind: 'date', value: node.datetime, range };
  }
}

/** The tree without the names that were only needed to build it. */
function finished(node: DataNode): DataNode {
  if (node.kind === 'array') return { kind: 'array', items: node.items.map(finished), range: node.range };
  if (node.kind !== 'object') return node;
  const entries = node.entries.map((entry) => ({ ...entry, value: finished(entry.value) }));
  return { kind: 'object', entries, range: node.range };
}

function nameOf(part: KeyPart): string {
  return part.type === 'TOMLBare' ? part.name : part.value;
}

function rangeOf(node: { readonly range: readonly [number, number] }): Range {
  return { start: node.range[0], end: node.range[1] };
}
