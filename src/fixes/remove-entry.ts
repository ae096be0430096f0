import type { DataNode } from '../documents/data.ts';
import type { DataPath } from '../documents/edits/data-edit.ts';
import { editData, editFormatOf, parseData } from '../documents/edits/edit-data.ts';
import type { Planned } from '../model/change.ts';
import type { SourceFile } from '../model/source-file.ts';
import type { Range } from '../text/range.ts';
import { edited, refused } from './planned.ts';

/** Takes an item of a list out of a data file; with the last one the list goes, and the file keeps its other keys. */
export async function removeEntry(file: SourceFile, entry: Range): Promise<Planned> {
  const format = editFormatOf(file.path);
  if (format === undefined) return refused(`nothing writes ${file.path}`);
  const parsed = await parseData(format, file.text);
  const path = parsed.ok ? pathTo(parsed.document.root, entry) : undefined;
  if (path === undefined) return refused(`the entry is not found in ${file.path}`);
  const item = await editData(format, file.text, { kind: 'remove', path });
  if (item.ok) return edited(file.path, item.edits);
  const list = await editData(format, file.text, { kind: 'remove', path: path.slice(0, -1) });
  return list.ok ? edited(file.path, list.edits) : refused(item.because);
}

/** The way to the item of a list that begins where a range does. */
function pathTo(node: DataNode, range: Range): DataPath | undefined {
  if (node.kind === 'object') {
    for (const { key, value } of node.entries) {
      const inner = pathTo(value, range);
      if (inner !== undefined) return [key, ...inner];
    }
  }
  if (node.kind !== 'array') return undefined;
  const index = node.items.findIndex((item) => item.range.start === range.start);
  return index === -1 ? undefined : [index];
}
