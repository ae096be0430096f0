import { baseName } from '../model/files.ts';
import type { ChangeBetween } from './change-between.ts';
import { packageName } from './mentions.ts';
import type { ServiceListing } from './read-project.ts';

/** Files that are looked for in the whole project: a schema, and what shows a platform. See resolve/platforms.ts, code/javascript/data/prisma.ts. */
const LOOKED_FOR = /\.prisma$|(^|\/)(app|manifest)(\.json|\.ya?ml)$/;
/** Files that are looked for, and of which it counts only that they are there. */
const COUNTED = /(^|\/)(\.railway\/|railway|nixpacks|railpack|render|fly|heroku|manifest|app\.json)[^/]*$|(^|\/)(package|[jt]sconfig[^/]*)\.json$/;

/** True where a change counts for services wherever they are: other packages, other signs of a platform, another configuration of ours. */
export function changesWholeProject({ before, after, changed }: Pick<ChangeBetween, 'before' | 'after' | 'changed'>): boolean {
  if (configTexts(before) !== configTexts(after)) return true;
  for (const path of changed) {
    if (LOOKED_FOR.test(path)) return true;
    if (!COUNTED.test(path)) continue;
    if (before.files.has(path) !== after.files.has(path)) return true;
    // Packages are found by their names, also by patterns of names.
    if (baseName(path) === 'package.json' && packageName(before.files.read(path)?.text) !== packageName(after.files.read(path)?.text)) return true;
  }
  return false;
}

/** The files of our configuration: some lie above the project, and one may be named wherever it lies. */
function configTexts({ config }: ServiceListing): string {
  return JSON.stringify(config.files.map(({ path, text }) => [path, text]));
}
