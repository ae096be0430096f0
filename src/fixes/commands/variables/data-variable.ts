import { entryOf, type DataNode } from '../../../documents/data.ts';
import type { SourceFile } from '../../../model/source-file.ts';
import type { TextEdit } from '../../../text/edit.ts';
import type { Range } from '../../../text/range.ts';
import { readTree } from '../../settings/data-change.ts';
import { escaped } from '../places/quotings.ts';

/** The value of the variable whose name stands at a place of a JSON, TOML or YAML file: an entry's key, or the `key` of an item. */
export async function dataVariableAt(file: SourceFile, range: Range): Promise<DataNode | undefined> {
  const root = await readTree(file);
  const value = root === undefined ? undefined : find(root, range);
  return value === undefined || value.kind === 'object' || value.kind === 'array' ? undefined : value;
}

function find(node: DataNode, range: Range): DataNode | undefined {
  const isAt = (other: Range) => other.start === range.start && other.end === range.end;
  const children = node.kind === 'array' ? node.items : node.kind === 'object' ? node.entries.map(({ value }) => value) : [];
  if (node.kind === 'object') {
    const own = node.entries.find(({ keyRange }) => isAt(keyRange));
    if (own !== undefined) return own.value;
    const named = entryOf(node, 'key')?.value;
    if (named !== undefined && isAt(named.range)) return entryOf(node, 'value')?.value;
  }
  for (const child of children) {
    const found = find(child, range);
    if (found !== undefined) return found;
  }
  return undefined;
}

/** A variable is a text in all of these files; a plain YAML scalar stays plain where that is still one. */
export function withDataValue(text: string, { range, kind }: DataNode, value: string): TextEdit {
  const opening = text.charAt(range.start);
  const quote = opening === "'" && !value.includes("'") ? "'" : '"';
  const isPlain = kind === 'string' && !/["']/.test(opening) && /^[A-Za-z][\w./-]*$/.test(value);
  return { range, text: isPlain ? value : `${quote}${escaped(quote).write(value) ?? value}${quote}` };
}
