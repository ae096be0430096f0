import { entryOf } from '../../../documents/data.ts';
import { parseJson } from '../../../documents/json.ts';
import { baseName } from '../../../model/files.ts';
import type { CommandSite } from './site.ts';

/** Names that scripts have which people run while they write: `dev`, `start:dev`, `watch`, `debug:api`. */
const DEVELOPMENT = /(?:^|[:._-])(?:dev|develop|development|watch|debug|local)(?:$|[:._-])/;

/**
 * The name of the script of a package.json that a command stands in, where developers use it: its words are theirs, and what a service
 * starts is changed where the service names it. Undefined for every other command.
 */
export async function developerScriptOf({ file, places }: CommandSite): Promise<string | undefined> {
  const [first] = places;
  if (first === undefined || baseName(file.path) !== 'package.json') return undefined;
  const manifest = await parseJson(file.text, { comments: true });
  const scripts = manifest.ok ? entryOf(manifest.document.root, 'scripts')?.value : undefined;
  if (scripts?.kind !== 'object') return undefined;
  return scripts.entries.find(({ key, value: { range } }) => DEVELOPMENT.test(key) && range.start <= first.range.start && first.range.end <= range.end)?.key;
}
