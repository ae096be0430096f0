import type { Node, SourceFile as Tree } from 'ts-morph';
import type { Planned } from '../../model/change.ts';
import type { Evidence } from '../../model/fact.ts';
import type { SourceFile } from '../../model/source-file.ts';
import { applyEdits, type TextEdit } from '../../text/edit.ts';
import type { Range } from '../../text/range.ts';
import type { FixContext } from '../context.ts';
import { edited, placeOf, refused, together } from '../planned.ts';
import { nodeAt, openTree } from './tree.ts';

/** One small change around a node, made on the text that the changes before it left; or why it cannot be. */
export type Step = (node: Node, tree: Tree) => readonly TextEdit[] | string;

/** Makes changes at facts' places, file by file; each of them gets every step. */
export async function inStepsAt(facts: readonly Evidence[], { files }: FixContext, steps: readonly Step[]): Promise<Planned> {
  const places = new Map<string, Range[]>();
  for (const fact of facts) {
    const place = placeOf(fact);
    if (place === undefined) return refused(`${fact.name} stands in no file`);
    places.set(place.file.path, [...(places.get(place.file.path) ?? []), place.range]);
  }
  const plans: Planned[] = [];
  for (const [path, ranges] of places) {
    const file = files.read(path);
    if (file === undefined) return refused(`${path} cannot be read`);
    plans.push(await inSteps(file, ranges, steps));
  }
  return together(plans);
}

/** Makes changes one after the other, each on a fresh tree, and gives what they come to as one edit. */
async function inSteps(file: SourceFile, ranges: readonly Range[], steps: readonly Step[]): Promise<Planned> {
  let { text } = file;
  let places = ranges;
  for (let index = 0; index < places.length; index += 1) {
    for (const step of steps) {
      const tree = await openTree({ path: file.path, text });
      const place = places[index];
      const node = place === undefined ? undefined : nodeAt(tree, place);
      if (node === undefined) return refused(`${file.path} holds something else there`);
      const edits = step(node, tree);
      if (typeof edits === 'string') return refused(edits);
      text = applyEdits(text, edits);
      places = places.map(({ start, end }) => ({ start: moved(start, edits, 0), end: moved(end, edits, 1) }));
    }
  }
  return edited(file.path, smallestEdit(file.text, text));
}

/** Where an offset lies after edits. What is inserted just there comes after a start, and before an end. */
function moved(offset: number, edits: readonly TextEdit[], reach: 0 | 1): number {
  let by = 0;
  for (const { range, text } of edits) {
    if (range.end <= offset && range.start < offset + reach) by += text.length - (range.end - range.start);
  }
  return offset + by;
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
