import type { ChangedFile } from '../model/changed-file.ts';

/** A unified diff as git writes it, with paths from the root: for people to read. `root` says byte order marks and modes. */
export async function unifiedDiff(files: readonly ChangedFile[], root: string): Promise<string> {
  throw new Error(`not written yet: ${root} ${files.length}`);
}

/** The same for `git apply`: with paths from the top of the repository, where there is one. */
export async function patchText(files: readonly ChangedFile[], root: string): Promise<string> {
  throw new Error(`not written yet: ${root} ${files.length}`);
}
