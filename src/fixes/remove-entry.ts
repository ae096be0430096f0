import { removeLines } from '../documents/edits/whole-lines.ts';
import type { ArrayNode, DataNode } from '../documents/data.ts';
import type { DataPath } from '../documents/edits/data-edit.ts';
import { editData, editFormatOf, parseData } from '../documents/edits/edit-data.ts';
import type { Planned } from '../model/change.ts';
import type { SourceFile } from '../model/source-file.ts';
import type { TextEdit } from '../text/edit.ts';
import { lineEnd } from '../text/layout.ts';
import type { Range } from '../text/range.ts';
import { edited, refused } from './planned.ts';

/** An item of a list of a data file. */
interface FoundItem {
  readonly path: DataPath;
  readonly list: ArrayNode;
  /** Of the key that the list stands behind. */
  readonly keyRange: Range;
}

/** Takes an item of a list out of a data file; with the last one the list goes, or stays as an empty one where it is all that there is. */
export async function removeEntry(file: SourceFile, entry: Range): Promise<Planned> {
  const { path, text } = file;
  const format = editFormatOf(path);
  if (format === undefined) return refused(`nothing writes ${path}`);
  const parsed = await parseData(format, text);
  const found = parsed.ok ? itemAt(parsed.document.root, entry) : undefined;
  if (found === undefined) return refused(`the entry is not found in ${path}`);
  if (text.startsWith('[[', entry.start)) return edited(path, [withoutTable(text, entry)]);
  if (found.list.items.length > 1) {
    const item = await editData(format, text, { kind: 'remove', path: found.path });
    return item.ok ? edited(path, item.edits) : refused(item.because);
  }
  const list = await editData(format, text, { kind: 'remove', path: found.path.slice(0, -1) });
  return edited(path, list.ok ? list.edits : [emptied(text, found)]);
}

/** A table of an array goes with the blank lines behind it, the last one with those before it. */
function withoutTable(text: string, { start, end }: Range): TextEdit {
  const after = lineEnd(text, end);
  const blanks = /^(?:[ \t]*\r?\n)*/.exec(text.slice(after))?.[0].length ?? 0;
  if (after + blanks < text.length) return removeLines(text, start, after + blanks);
  const before = /(?:\r?\n[ \t]*)*(?=\r?\n$)/.exec(text.slice(0, start))?.[0].length ?? 0;
  return { range: { start: start - before, end: text.length }, text: '' };
}

function emptied(text: string, { list, keyRange }: FoundItem): TextEdit {
  const sign = /^\s*["']?\s*[:=]/.exec(text.slice(keyRange.end))?.[0].length ?? 0;
  const start = keyRange.end + sign;
  return { range: { start, end: start + text.slice(start, list.range.end).trimEnd().length }, text: ' []' };
}

/** The item of a list that begins where a range does. */
function itemAt(node: DataNode, range: Range): FoundItem | undefined {
  if (node.kind !== 'object') return undefined;
  for (const { key, keyRange, value } of node.entries) {
    const inner = itemAt(value, range);
    if (inner !== undefined) return { ...inner, path: [key, ...inner.path] };
    const index = value.kind === 'array' ? value.items.findIndex((item) => item.range.start === range.start) : -1;
    if (value.kind === 'array' && index !== -1) return { path: [key, index], list: value, keyRange };
  }
  return undefined;
}
