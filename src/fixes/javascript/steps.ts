import type { Node, SourceFile as Tree } from 'ts-morph';
import type { Planned } from '../../model/change.ts';
import type { SourceFile } from '../../model/source-file.ts';
import { applyEdits, type TextEdit } from '../../text/edit.ts';
import type { Range } from '../../text/range.ts';
import { edited, refused } from '../planned.ts';
import { nodeAt, openTree } from './tree.ts';

/** One small change around a node, made on the text that the changes before it left; or why it cannot be. */
export type Step = (node: Node, tree: Tree) => readonly TextEdit[] | string;

/** Makes changes one after the other, each on a fresh tree, and gives what they come to as one edit. */
export async function inSteps(file: SourceFile, range: Range, steps: readonly Step[]): Promise<Planned> {
  let { text } = file;
  let place = range;
  for (const step of steps) {
    const tree = await openTree({ path: file.path, text });
    const node = nodeAt(tree, place);
    if (node === undefined) return refused(`${file.path} holds something else there`);
    const edits = step(node, tree);
    if (typeof edits === 'string') return refused(edits);
    text = applyEdits(text, edits);
    place = { start: moved(place.start, edits), end: movedEnd(place.end, edits) };
  }
  return edited(file.path, smallestEdit(file.text, text));
}

/** Where an offset lies after edits: what is inserted there comes before it. */
function moved(offset: number, edits: readonly TextEdit[]): number {
  return offset + growth(edits.filter(({ range }) => range.end <= offset && range.start < offset));
}

/** Where an end lies after edits, those inside counted. */
function movedEnd(offset: number, edits: readonly TextEdit[]): number {
  return offset + growth(edits.filter(({ range }) => range.end <= offset && range.start <= offset));
}

function growth(edits: readonly TextEdit[]): number {
  let sum = 0;
  for (const { range, text } of edits) sum += text.length - (range.end - range.start);
  return sum;
}

/** The edit between two texts that leaves alone what both begin and end with; none where they are the same. */
function smallestEdit(before: string, after: string): readonly TextEdit[] {
  if (before === after) return [];
  const most = Math.min(before.length, after.length);
  let start = 0;
  while (start < most && before[start] === after[start]) start += 1;
  let same = 0;
  while (same < most - start && before[before.length - 1 - same] === after[after.length - 1 - same]) same += 1;
  return [{ range: { start, end: before.length - same }, text: after.slice(start, after.length - same) }];
}
