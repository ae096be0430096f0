import type { Planned } from '../../../model/change.ts';
import type { TextEdit } from '../../../text/edit.ts';
import { lineEnd, newlineOf } from '../../../text/layout.ts';
import type { FixContext, Rewrite } from '../../context.ts';
import { edited, refused } from '../../planned.ts';
import { imageFileOf, instructionAt } from './docker-file.ts';
import { commentedStart, linesAfter } from './insert-instruction.ts';

/** Moves the first instruction of `at`, with the comments above it, to behind the second one. */
export async function moveInstruction({ at: [moved, target] }: Rewrite, context: FixContext): Promise<Planned> {
  const image = await imageFileOf(moved, context);
  const from = image === undefined ? undefined : instructionAt(image, moved);
  const to = image === undefined ? undefined : instructionAt(image, target);
  if (image === undefined || from === undefined || to === undefined || to.range.start < from.range.end) return refused('the instruction is not there any more');
  return edited(image.file.path, movedBehind(image.file.text, from.range, to.range.end));
}

/** The lines of a range, with the comments above it, go to behind the line of an offset. */
export function movedBehind(text: string, range: { readonly start: number; readonly end: number }, target: number): readonly [TextEdit, TextEdit] {
  const start = commentedStart(text, range.start);
  const end = lineEnd(text, range.end);
  const lines = text.slice(start, end).split(/\r?\n/).filter((line, index, all) => line !== '' || index < all.length - 1);
  return [{ range: { start, end }, text: '' }, linesAfter(text, target, [...blankBefore(text, target), ...lines])];
}

/** A blank line between the parts of a file that has them. */
function blankBefore(text: string, target: number): readonly string[] {
  const end = lineEnd(text, target);
  return text.slice(end).startsWith(newlineOf(text)) ? [''] : [];
}
