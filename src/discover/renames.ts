import { baseName } from '../model/files.ts';
import type { TreeSource } from './make-tree.ts';

/** Adds what git does not see: a file that is gone, and a new one, not added to git yet, that holds exactly the same. */
export function withExactRenames(renamed: ReadonlyMap<string, string>, before: TreeSource, after: TreeSource): ReadonlyMap<string, string> {
  if (renamed.size === 0 && before.walk.paths === after.walk.paths) return renamed;
  const [old, now] = [new Set(before.walk.paths), new Set(after.walk.paths)];
  const taken = new Set(renamed.values());
  const known = new Map([...renamed].filter(([from, to]) => old.has(from) && now.has(to)));
  const gone = before.walk.paths.filter((path) => !now.has(path) && !known.has(path));
  const added = gone.length === 0 ? [] : after.walk.paths.filter((path) => !old.has(path) && !taken.has(path));
  const byText = new Map<string, string[]>();
  for (const path of added) {
    const text = textOf(after, path);
    if (text !== '') byText.set(text, [...(byText.get(text) ?? []), path]);
  }
  for (const path of gone) {
    const places = byText.get(textOf(before, path)) ?? [];
    const place = places.find((each) => baseName(each) === baseName(path)) ?? places[0];
    if (place === undefined) continue;
    known.set(path, place);
    places.splice(places.indexOf(place), 1);
  }
  return new Map([...known].sort(([a], [b]) => (a < b ? -1 : 1)));
}

function textOf(source: TreeSource, path: string): string {
  const file = source.load(path);
  return 'text' in file ? file.text : '';
}
