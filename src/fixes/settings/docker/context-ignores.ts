import { readDockerIgnore } from '../../../documents/docker-ignore.ts';
import type { Planned } from '../../../model/change.ts';
import { insertAt } from '../../../text/edit.ts';
import { newlineOf } from '../../../text/layout.ts';
import type { FixContext, Rewrite } from '../../context.ts';
import { edited, placeOf, refused } from '../../planned.ts';

/** Adds `lines` to the end of the .dockerignore that the fact stands in; those that are there already are left out. */
export function addContextIgnores({ at: [fact], with: values = {} }: Rewrite, { files }: FixContext): Promise<Planned> {
  const place = placeOf(fact);
  if (place === undefined) return Promise.resolve(refused('there is no .dockerignore'));
  const file = files.read(place.file.path) ?? place.file;
  const { text } = file;
  const newline = newlineOf(text);
  const present = new Set(readDockerIgnore(text).map(({ pattern }) => pattern));
  const lines = String(values['lines'] ?? '').split('\n').filter((line) => line !== '' && !present.has(line));
  if (lines.length === 0) return Promise.resolve(edited(file.path, []));
  const isOpen = text !== '' && !text.endsWith('\n');
  const added = isOpen ? lines.map((line) => newline + line).join('') : lines.map((line) => line + newline).join('');
  return Promise.resolve(edited(file.path, [insertAt(text.length, added)]));
}
