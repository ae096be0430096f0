import type { Planned } from '../model/change.ts';
import { folderOf, type ProjectFiles } from '../model/files.ts';
import { refused } from './planned.ts';

/** Refuses a plan that makes a file which a .gitignore of the project keeps out: it would stay on the machine, and no build would see it. */
export async function unlessIgnored(planned: Planned, files: ProjectFiles): Promise<Planned> {
  if (!planned.ok) return planned;
  for (const [path, change] of planned.changes) {
    if (change.kind === 'create' && await isIgnored(path, files)) return refused(`.gitignore keeps ${path} out of the repository`);
  }
  return planned;
}

/** The .gitignore of the nearest folder that speaks of the path has the last word: https://git-scm.com/docs/gitignore */
async function isIgnored(path: string, files: ProjectFiles): Promise<boolean> {
  let own = folderOf(path);
  for (;;) {
    const text = files.read(own === '' ? '.gitignore' : `${own}/.gitignore`)?.text;
    if (text !== undefined) {
      const { default: ignore } = await import('ignore');
      const { ignored, unignored } = ignore().add(text).test(own === '' ? path : path.slice(own.length + 1));
      if (ignored || unignored) return ignored;
    }
    if (own === '') return false;
    own = folderOf(own);
  }
}
