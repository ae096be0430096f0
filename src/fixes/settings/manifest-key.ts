import type { Planned } from '../../model/change.ts';
import type { FixContext, Rewrite } from '../context.ts';
import { placeOf, refused } from '../planned.ts';
import { changeData, pathTo, readTree } from './data-change.ts';

/** Keys that stand near the head of a package.json: a new one goes behind the last of these. */
const HEAD = ['$schema', 'name', 'version', 'private', 'description', 'type', 'main'];

/** Sets a key of the data file in which the place stands. `key` is its path with dots, `value` its text. */
export async function setManifestKey({ at: [fact], with: values = {} }: Rewrite, { files }: FixContext): Promise<Planned> {
  const place = placeOf(fact) ?? (fact.state === 'absent' && fact.file !== undefined ? { file: fact.file } : undefined);
  const [key, value] = [values['key'], values['value']];
  if (place === undefined || typeof key !== 'string' || value === undefined) return refused(`${fact.name} stands in no file`);
  const file = files.read(place.file.path) ?? place.file;
  return changeData(file, { kind: 'set', path: key.split('.'), value, placing: { after: HEAD } });
}

/** Takes the key away whose value, or whose name, stands at the place. */
export async function removeManifestKey({ at: [fact] }: Rewrite, { files }: FixContext): Promise<Planned> {
  const place = placeOf(fact);
  if (place === undefined) return refused(`${fact.name} stands in no file`);
  const file = files.read(place.file.path) ?? place.file;
  const path = pathTo(await readTree(file), place.range);
  return path === undefined ? refused(`${file.path} cannot be read`) : changeData(file, { kind: 'remove', path });
}

/** Puts a text into the list at the place, before what is there: `...` in front of packages. */
export async function addToList({ at: [list], with: values = {} }: Rewrite, { files }: FixContext): Promise<Planned> {
  const place = placeOf(list);
  const item = values['item'];
  if (place === undefined || typeof item !== 'string') return refused(`${list.name} stands in no file`);
  const file = files.read(place.file.path) ?? place.file;
  const path = pathTo(await readTree(file), place.range);
  return path === undefined ? refused(`${file.path} cannot be read`) : changeData(file, { kind: 'add', path, item });
}
