import { entryOf, findNode, stringOf } from '../documents/data.ts';
import type { DataNode } from '../documents/data.ts';
import { declared } from '../model/fact.ts';
import type { BuildList } from '../model/facts/build.ts';
import type { Collector } from './statements.ts';

/** What stands for the builder's own items; Nixpacks knows two words. https://nixpacks.com/docs/configuration/file, https://railpack.com/config/file */
const PROVIDER_DEFAULTS = new Set(['...', '@auto']);

/** States the lists that stand at some paths of a builder's configuration. */
export function stateLists(root: DataNode, paths: readonly (readonly string[])[], collector: Collector): void {
  const lists = paths.flatMap((path) => listAt(root, path, collector) ?? []);
  const place = lists[0]?.at.provenance;
  if (place?.kind === 'declared') collector.known('build.lists', lists, place.range);
}

function listAt(root: DataNode, path: readonly string[], { file }: Collector): BuildList | undefined {
  const node = findNode(root, path);
  if (node?.kind !== 'array') return undefined;
  const sourceOf = ({ range }: DataNode) => file.text.slice(range.start, range.end);
  const items = node.items.map((item) => stringOf(item) ?? stringOf(entryOf(item, 'cmd')?.value) ?? sourceOf(item));
  const at = declared('build.list', sourceOf(node), file, node.range);
  return { key: path.join('.'), at, items, extends: items.some((item) => PROVIDER_DEFAULTS.has(item)) };
}
