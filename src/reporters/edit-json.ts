import type { FileChanges } from '../model/change.ts';
import type { SourceFile } from '../model/source-file.ts';
import type { TextEdit } from '../text/edit.ts';
import { positionsOf } from './position.ts';

/** One edit of a fix: of a file's text, or of a file as a whole. */
export type FileEdit =
  | { readonly kind: 'edit'; readonly file: SourceFile; readonly edit: TextEdit }
  | { readonly kind: 'create'; readonly path: string; readonly text: string }
  | { readonly kind: 'delete'; readonly path: string };

/** The edits of some changes, file by file in the order of the text. `read` gives the text that they belong to. */
export function fileEditsOf(changes: FileChanges, read: (path: string) => SourceFile | undefined): readonly FileEdit[] {
  return [...changes].flatMap(([path, change]): readonly FileEdit[] => {
    if (change.kind !== 'edit') return [change.kind === 'create' ? { kind: 'create', path, text: change.text } : { kind: 'delete', path }];
    const file = read(path);
    return file === undefined ? [] : change.edits.toSorted((a, b) => a.range.start - b.range.start).map((edit) => ({ kind: 'edit', file, edit }));
  });
}

/** An edit as JSON: lines and columns from 1, the end exclusive. */
export function editJson(edit: FileEdit) {
  if (edit.kind === 'create') return { file: edit.path, create: true, text: edit.text };
  if (edit.kind === 'delete') return { file: edit.path, delete: true };
  const { start, end } = positionsOf(edit.file, edit.edit.range);
  return { file: edit.file.path, start: { line: start.line, column: start.column }, end: { line: end.line, column: end.column }, text: edit.edit.text };
}
