import type { Planned } from '../../../model/change.ts';
import { insertAt, type TextEdit } from '../../../text/edit.ts';
import { lineEnd, lineStart, newlineOf } from '../../../text/layout.ts';
import type { FixContext, Rewrite } from '../../context.ts';
import { edited, refused } from '../../planned.ts';
import { imageFileOf, instructionAt } from './docker-file.ts';

/** Puts the lines of `text` before the instruction at `at`, or behind it with `side: after`. */
export async function insertInstruction({ at: [fact], with: values = {} }: Rewrite, context: FixContext): Promise<Planned> {
  const image = await imageFileOf(fact, context);
  const instruction = image === undefined ? undefined : instructionAt(image, fact);
  if (image === undefined || instruction === undefined) return refused('the instruction is not there any more');
  const { path, text } = image.file;
  const lines = String(values['text'] ?? '').split('\n');
  const edit = values['side'] === 'after' ? linesAfter(text, instruction.range.end, lines) : linesBefore(text, instruction.range.start, lines);
  return edited(path, [edit]);
}

/** Lines before the one that holds an offset, and before the comments that stand directly above it. */
export function linesBefore(text: string, offset: number, lines: readonly string[]): TextEdit {
  const newline = newlineOf(text);
  return insertAt(commentedStart(text, offset), lines.map((line) => line + newline).join(''));
}

/** Lines behind the one that holds an offset; a file without a last newline stays without one. */
export function linesAfter(text: string, offset: number, lines: readonly string[]): TextEdit {
  const newline = newlineOf(text);
  const end = lineEnd(text, offset);
  return text.charAt(end - 1) === '\n' ? insertAt(end, lines.map((line) => line + newline).join('')) : insertAt(end, lines.map((line) => newline + line).join(''));
}

/** Where the line of an offset begins, or the comments that stand directly above it and speak of it. Directives of the parser stay first. */
export function commentedStart(text: string, offset: number): number {
  let start = lineStart(text, offset);
  for (let above = start; above > 0;) {
    above = lineStart(text, above - 1);
    const line = text.slice(above, start).trim();
    if (!line.startsWith('#') || /^#\s*(?:syntax|escape|check)\s*=/i.test(line)) break;
    start = above;
  }
  return start;
}
