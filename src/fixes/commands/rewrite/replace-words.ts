import type { Planned } from '../../../model/change.ts';
import type { FixContext, Rewrite } from '../../context.ts';
import { edited, refused } from '../../planned.ts';
import { siteOfCommand } from '../places/find-site.ts';
import { changeWords, type WordChange } from '../words/change-words.ts';

/** Words of the command that `at` is about give way to others: `with: { words: "pm2-runtime start", by: "node" }`. */
export async function replaceWords({ at: [command], with: options }: Rewrite, context: FixContext): Promise<Planned> {
  const [wanted, by] = [wordsOf(options?.['words']), wordsOf(options?.['by'])];
  const site = await siteOfCommand(command, context);
  if ('because' in site) return refused(site.because);
  const from = site.words.findIndex((_, index) => wanted.length > 0 && wanted.every((word, offset) => site.words[index + offset]?.text === word));
  if (from === -1 || by.length === 0) return refused(`${wanted.join(' ')} does not stand in the command of ${site.file.path} as it is`);
  const changes = by.flatMap((value, index): readonly WordChange[] => (index < wanted.length ? [{ kind: 'value', index: from + index, from: 0, value }] : []));
  const removed: readonly WordChange[] = wanted.length > by.length ? [{ kind: 'remove', from: from + by.length, to: from + wanted.length }] : [];
  const last = from + wanted.length - 1;
  const added: readonly WordChange[] = by.length > wanted.length ? [{ kind: 'insert', after: last, like: last, words: by.slice(wanted.length) }] : [];
  const edits = await changeWords(site, [...changes, ...removed, ...added], false);
  return 'because' in edits ? refused(edits.because) : edited(site.file.path, edits);
}

function wordsOf(option: unknown): readonly string[] {
  return typeof option === 'string' ? option.split(' ').filter((word) => word !== '') : [];
}
