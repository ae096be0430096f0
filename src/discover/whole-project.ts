import { baseName } from '../model/files.ts';
import type { ChangeBetween } from './affected.ts';
import { packageName } from './mentions.ts';

/** Files that are looked for in the whole project: a schema, and what shows a platform. See resolve/platforms.ts, code/javascript/data/prisma.ts. */
const LOOKED_FOR = /\.prisma$|(^|\/)(app|manifest)(\.json|\.ya?ml)$/;
/** Files that are looked for, and of which it counts only that they are there. */
const COUNTED = /(^|\/)(\.railway\/|railway|nixpacks|railpack|render|fly|heroku|manifest|app\.json)[^/]*$|(^|\/)(package|[jt]sconfig[^/]*)\.json$/;

/** True where a change counts for services wherever they are: other packages of the project, other signs of a platform. */
export function changesWholeProject({ before, after, changed }: Pick<ChangeBetween, 'before' | 'after' | 'changed'>): boolean {
  for (const path of changed) {
    if (LOOKED_FOR.test(path)) return true;
    if (!COUNTED.test(path)) continue;
    if (before.files.has(path) !== after.files.has(path)) return true;
    // Packages are found by their names, also by patterns of names.
    if (baseName(path) === 'package.json' && packageName(before.files.read(path)?.text) !== packageName(after.files.read(path)?.text)) return true;
  }
  return false;
}
