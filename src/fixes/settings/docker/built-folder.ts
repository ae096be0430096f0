import { joinPath, type ProjectFiles } from '../../../model/files.ts';

/** The files that an install reads, from the folder that is built; or why it reads more than files that can be named. */
export type Manifests = { readonly files: readonly string[] } | { readonly because: string };

/** The folder that is built. */
export interface BuiltFolder {
  readonly folder: string;
  readonly files: ProjectFiles;
}

/** The text of a file of the built folder. */
export function textIn({ folder, files }: BuiltFolder, name: string): string | undefined {
  const path = joinPath(folder, name);
  return path === undefined ? undefined : files.read(path)?.text;
}
