import type { Node, Pair, Scalar, YAMLMap } from 'yaml';
import { syntaxFailure } from '../text/conflict-marker.ts';
import type { Range } from '../text/range.ts';
import type { Parsed } from '../text/syntax-problem.ts';
import type { DataDocument, DataEntry, DataNode, ObjectNode } from './data.ts';

type Yaml = typeof import('yaml');

/** Nodes that a file may have after its aliases are followed; a small file can otherwise stand for billions. */
const MOST_NODES = 200_000;

interface Building {
  readonly yaml: Yaml;
  readonly text: string;
  readonly repeated: { key: string; range: Range }[];
  /** The anchored nodes, and how many nodes each stands for. */
  readonly anchors: Map<string, { readonly node: DataNode; readonly size: number }>;
  /** Nodes so far, aliases counted as what they stand for. */
  size: number;
}

/** The document as data nodes: aliases followed, merge keys (`<<`) merged. An alias shares the node that it names. */
export function buildYamlTree(yaml: Yaml, contents: unknown, text: string): Parsed<DataDocument> {
  const building: Building = { yaml, text, repeated: [], anchors: new Map(), size: 0 };
  const root = nodeFrom(building, contents, { start: 0, end: 0 });
  if (building.size > MOST_NODES) return syntaxFailure(text, 'aliases make the file too large', { start: 0, end: 0 });
  return { ok: true, document: { root, repeated: building.repeated } };
}

function nodeFrom(building: Building, node: unknown, fallback: Range): DataNode {
  const { yaml } = building;
  const before = building.size;
  building.size += 1;
  if (building.size > MOST_NODES || !yaml.isNode(node)) return { kind: 'null', value: null, range: fallback };
  if (yaml.isAlias(node)) return aliasTarget(building, node.source, rangeOf(node, fallback));
  const result = plainNode(building, node, rangeOf(node, fallback));
  if ('anchor' in node && node.anchor !== undefined) {
    building.anchors.set(node.anchor, { node: result, size: building.size - before });
  }
  return result;
}

function plainNode(building: Building, node: Node, range: Range): DataNode {
  const { yaml } = building;
  if (yaml.isMap(node)) return mapFrom(building, node as YAMLMap, range);
  if (yaml.isSeq(node)) return { kind: 'array', items: node.items.map((item) => nodeFrom(building, item, range)), range };
  return yaml.isScalar(node) ? scalarFrom(building, node as Scalar, range) : { kind: 'null', value: null, range };
}

/** The node that bore the anchor last; an alias inside its own anchor stands for nothing. */
function aliasTarget(building: Building, name: string, range: Range): DataNode {
  const known = building.anchors.get(name);
  if (known === undefined) return { kind: 'null', value: null, range };
  building.size += known.size;
  return known.node;
}

function scalarFrom(building: Building, scalar: Scalar, range: Range): DataNode {
  const { value } = scalar;
  if (value === null || value === undefined) return { kind: 'null', value: null, range };
  if (typeof value === 'string') return { kind: 'string', value, range };
  if (typeof value === 'number') return { kind: 'number', value, range };
  if (typeof value === 'boolean') return { kind: 'boolean', value, range };
  if (typeof value === 'bigint') return { kind: 'number', value: Number(value), range };
  return { kind: 'string', value: building.text.slice(range.start, range.end), range };
}

function mapFrom(building: Building, map: YAMLMap, range: Range): ObjectNode {
  const merged: DataEntry[] = [];
  const own: DataEntry[] = [];
  const seen = new Set<string>();
  for (const pair of map.items) {
    const entry = entryFrom(building, pair, range);
    if (entry.key === '<<' && entry.value.kind !== 'string') {
      merged.push(...mergedEntries(entry.value));
      continue;
    }
    if (seen.has(entry.key)) building.repeated.push({ key: entry.key, range: entry.keyRange });
    seen.add(entry.key);
    own.push(entry);
  }
  building.size += merged.length;
  return { kind: 'object', entries: [...merged.filter((entry) => !seen.has(entry.key)), ...own], range };
}

/** What `<<` brings in. The first of several maps wins, so it has to stand last. */
function mergedEntries(value: DataNode): readonly DataEntry[] {
  if (value.kind === 'object') return value.entries;
  if (value.kind !== 'array') return [];
  return value.items.toReversed().flatMap((item) => (item.kind === 'object' ? item.entries : []));
}

function entryFrom(building: Building, pair: Pair, parent: Range): DataEntry {
  const { yaml, text } = building;
  const keyRange = yaml.isNode(pair.key) ? rangeOf(pair.key, parent) : { start: parent.start, end: parent.start };
  const scalar = yaml.isScalar(pair.key) ? pair.key.value : undefined;
  const key = typeof scalar === 'string' ? scalar : text.slice(keyRange.start, keyRange.end);
  return { key, keyRange, value: nodeFrom(building, pair.value, { start: keyRange.end, end: keyRange.end }) };
}

/** The token or block without the blanks and comments after it. */
function rangeOf(node: Node, fallback: Range): Range {
  const range = node.range;
  return range === null || range === undefined ? fallback : { start: range[0], end: range[1] };
}
