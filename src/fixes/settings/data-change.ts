import type { Planned } from '../../model/change.ts';
import type { SourceFile } from '../../model/source-file.ts';
import type { DataNode } from '../../documents/data.ts';
import type { DataEdit, DataPath } from '../../documents/edits/data-edit.ts';
import { editData, editFormatOf, parseData } from '../../documents/edits/edit-data.ts';
import type { Range } from '../../text/range.ts';
import { edited, refused } from '../planned.ts';

/** Plans one edit of a data file. */
export async function changeData({ path, text }: SourceFile, edit: DataEdit): Promise<Planned> {
  const format = editFormatOf(path);
  if (format === undefined) return refused(`${path} is no data file`);
  const made = await editData(format, text, edit);
  return made.ok ? edited(path, made.edits) : refused(`in ${path}, ${made.because}`);
}

/** The tree of a data file; undefined where it cannot be read. */
export async function readTree({ path, text }: SourceFile): Promise<DataNode | undefined> {
  const format = editFormatOf(path);
  const parsed = format === undefined ? undefined : await parseData(format, text);
  return parsed?.ok === true ? parsed.document.root : undefined;
}

/** The path to the value or the key that stands at a range. */
export function pathTo(node: DataNode | undefined, range: Range, path: DataPath = []): DataPath | undefined {
  if (node === undefined) return undefined;
  if (isSame(node.range, range) && path.length > 0) return path;
  if (node.kind === 'array') return firstOf(node.items.map((item, index) => () => pathTo(item, range, [...path, index])));
  if (node.kind !== 'object') return undefined;
  return firstOf(node.entries.map(({ key, keyRange, value }) => () => (isSame(keyRange, range) ? [...path, key] : pathTo(value, range, [...path, key]))));
}

function isSame(left: Range, right: Range): boolean {
  return left.start === right.start && left.end === right.end;
}

function firstOf<T>(tries: readonly (() => T | undefined)[]): T | undefined {
  for (const attempt of tries) {
    const found = attempt();
    if (found !== undefined) return found;
  }
  return undefined;
}
