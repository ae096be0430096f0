import type { Planned } from '../model/change.ts';
import { folderOf, type ProjectFiles } from '../model/files.ts';
import { refused } from './planned.ts';

/** Refuses a new file that a .gitignore of the project names: no commit would take it along, and the next scan would not see it. */
export async function unlessIgnored(planned: Planned, files: ProjectFiles): Promise<Planned> {
  if (!planned.ok) return planned;
  for (const [path, change] of planned.changes) {
    const by = change.kind === 'create' ? await ignoreFileFor(path, files) : undefined;
    if (by !== undefined) return refused(`${by} ignores ${path}`);
  }
  return planned;
}

/** The .gitignore that keeps a path out of the repository, the nearest that says something of it; undefined where none does. */
async function ignoreFileFor(path: string, files: ProjectFiles): Promise<string | undefined> {
  for (const folder of foldersUp(path)) {
    const file = files.read(folder === '' ? '.gitignore' : `${folder}/.gitignore`);
    if (file === undefined) continue;
    const { default: ignore } = await import('ignore');
    const { ignored, unignored } = ignore().add(file.text).test(folder === '' ? path : path.slice(folder.length + 1));
    if (unignored) return undefined;
    if (ignored) return file.path;
  }
  return undefined;
}

function foldersUp(path: string): readonly string[] {
  const folder = folderOf(path);
  return folder === '' ? [''] : [folder, ...foldersUp(folder)];
}
