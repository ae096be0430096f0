import type { FileChanges } from '../model/change.ts';
import type { ProjectFiles } from '../model/files.ts';
import type { SourceFile } from '../model/source-file.ts';
import { applyEdits } from '../text/edit.ts';

/** The files that some changes leave, new and changed ones with their text, deleted ones as undefined; or why that cannot be. */
export function patchedFiles(changes: FileChanges, files: ProjectFiles): ReadonlyMap<string, SourceFile | undefined> | { readonly because: string } {
  const patched = new Map<string, SourceFile | undefined>();
  for (const [path, change] of changes) {
    const file = files.read(path);
    if (change.kind === 'create') {
      if (files.has(path)) return { because: `${path} is there already` };
      patched.set(path, { path, text: change.text });
      continue;
    }
    if (file === undefined) return { because: `${path} cannot be read` };
    if (change.kind === 'delete') patched.set(path, undefined);
    else patched.set(path, { path, text: applyEdits(file.text, change.edits) });
  }
  return patched;
}
