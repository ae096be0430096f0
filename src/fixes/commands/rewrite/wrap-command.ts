import type { Planned } from '../../../model/change.ts';
import type { FixContext, Rewrite } from '../../context.ts';
import { edited, placeOf, refused } from '../../planned.ts';
import { containersAt } from '../places/containers.ts';
import { sitesIn } from '../places/sites.ts';
import { wrappedInShell, wrappedText } from '../words/wrap-in-shell.ts';

/** Puts a shell around a start command that needs one and that a runtime splits into words by itself. */
export async function wrapCommand({ at: [command] }: Rewrite, context: FixContext): Promise<Planned> {
  const place = placeOf(command);
  const file = place === undefined ? undefined : context.files.read(place.file.path);
  if (place === undefined || file === undefined) return refused('no file gives the start command');
  const [container, more] = await containersAt(file, place.range);
  if (container === undefined || more !== undefined) return refused(`the start command in ${file.path} is written in a way that cannot be changed safely`);
  if (container.kind === 'text') {
    const edits = await wrappedText(container.text, container.text.text.trim());
    return 'because' in edits ? refused(edits.because) : edited(file.path, edits);
  }
  const [site] = await sitesIn(container);
  if (site === undefined) return refused(`the start command in ${file.path} is empty`);
  const edits = await wrappedInShell(site, site.words.map(({ text }) => text));
  return 'because' in edits ? refused(edits.because) : edited(file.path, edits);
}
