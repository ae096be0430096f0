import type { Planned } from '../../../model/change.ts';
import type { TextEdit } from '../../../text/edit.ts';
import type { FixContext, Rewrite } from '../../context.ts';
import { edited, placeOf, refused } from '../../planned.ts';

/** Takes mounts out of RUN instructions, with the continuations that were there for them. */
export function removeMounts({ at }: Rewrite, { files }: FixContext): Promise<Planned> {
  const places = at.flatMap((fact) => placeOf(fact) ?? []);
  const [first] = places;
  const file = first === undefined ? undefined : files.read(first.file.path);
  if (file === undefined || places.length < at.length || places.some(({ file: own }) => own.path !== file.path)) return Promise.resolve(refused('the mounts stand in no single file'));
  const edits = places.map(({ range }) => withoutFlag(file.text, range));
  if (edits.includes(undefined)) return Promise.resolve(refused(`the mounts in ${file.path} are written in a way that cannot be changed safely`));
  return Promise.resolve(edited(file.path, edits.filter((edit) => edit !== undefined)));
}

/** The flag up to what follows it: blanks, line ends behind an escape, and comments between them. */
function withoutFlag(text: string, { start, end }: { readonly start: number; readonly end: number }): TextEdit | undefined {
  if (!text.startsWith('--mount', start)) return undefined;
  const gap = /^(?:[ \t]*[\\`][ \t]*\r?\n(?:[ \t]*#[^\n]*\n)*|[ \t]+)+[ \t]*/.exec(text.slice(end))?.[0];
  return gap === undefined ? undefined : { range: { start, end: end + gap.length }, text: '' };
}
