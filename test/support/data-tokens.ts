import type { DataNode } from '../../src/documents/data.ts';

/** Every scalar of a tree as "path = token", the token cut out of the text by its range. */
export function tokensOf(text: string, node: DataNode, path = ''): string[] {
  if (node.kind === 'array') return node.items.flatMap((item, index) => tokensOf(text, item, `${path}[${index}]`));
  if (node.kind !== 'object') return [`${path} = ${text.slice(node.range.start, node.range.end)}`];
  return node.entries.flatMap((entry) => {
    const key = text.slice(entry.keyRange.start, entry.keyRange.end);
    return tokensOf(text, entry.value, path === '' ? key : `${path}.${key}`);
  });
}
