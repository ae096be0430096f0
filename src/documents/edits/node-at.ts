import { entryOf, type DataNode } from '../data.ts';
import type { DataPath } from './data-edit.ts';

/** The node at a path; the last one where a key is repeated. */
export function nodeAt(root: DataNode | undefined, path: DataPath): DataNode | undefined {
  let node = root;
  for (const key of path) {
    if (typeof key === 'string') node = entryOf(node, key)?.value;
    else node = node?.kind === 'array' ? node.items[key] : undefined;
  }
  return node;
}
