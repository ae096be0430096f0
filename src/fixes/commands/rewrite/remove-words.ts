import type { Planned } from '../../../model/change.ts';
import type { TextEdit } from '../../../text/edit.ts';
import type { FixContext, Rewrite } from '../../context.ts';
import { edited, placeOf, refused } from '../../planned.ts';
import { containersAt } from '../places/containers.ts';
import { sitesIn } from '../places/sites.ts';
import type { CommandSite } from '../places/site.ts';
import { changeWords } from '../words/change-words.ts';

/** Takes words out of the commands that a fact's place holds: `with: { words: "--no-cache-dir" }`. */
export async function removeWords({ at: [fact], with: options }: Rewrite, context: FixContext): Promise<Planned> {
  const wanted = String(options?.['words'] ?? '').split(' ').filter((word) => word !== '');
  const place = placeOf(fact);
  const file = place === undefined ? undefined : context.files.read(place.file.path);
  if (place === undefined || file === undefined || wanted.length === 0) return refused(`${fact.name} stands in no file`);
  const edits: TextEdit[] = [];
  for (const container of await containersAt(file, place.range)) {
    for (const site of await sitesIn(container)) {
      const removals = placesOf(site, wanted).map((from) => ({ kind: 'remove', from, to: from + wanted.length } as const));
      const changed = removals.length === 0 ? [] : await changeWords(site, removals, false);
      if ('because' in changed) return refused(changed.because);
      edits.push(...changed);
    }
  }
  return edits.length === 0 ? refused(`${wanted.join(' ')} stands in no command of ${file.path} that can be changed safely`) : edited(file.path, edits);
}

function placesOf({ words }: CommandSite, wanted: readonly string[]): readonly number[] {
  return words.flatMap((_, index) => (index > 0 && wanted.every((text, offset) => words[index + offset]?.text === text) ? [index] : []));
}
