import type { DataNode } from '../documents/data.ts';
import { parseJson } from '../documents/json.ts';
import type { LiveState } from '../model/live-state.ts';
import { lineAt } from '../text/range.ts';
import { orMistake, type LiveMistake } from './live-mistake.ts';
import { stateAt } from './state-shape.ts';

/** The first key of the file, for those who open it. */
const ABOUT = 'What Railway says of one environment, written by `optimize railway pull`. Variables are here by their shapes, without their values.';

/** True for a text that begins as `liveStateText` does. */
export function isExport(text: string): boolean {
  return text.slice(0, 2 * ABOUT.length).includes(ABOUT);
}

/** The state as a file: JSON with sorted keys, two blanks and a last line end. The same state is the same text. */
export function liveStateText(state: LiveState): string {
  return `${JSON.stringify({ about: ABOUT, ...(sorted(state) as object) }, null, 2)}\n`;
}

/**
 * Reads such a file. Keys that nobody knows are passed over. A mistake where it is no JSON, is of a newer version, has a wrong type, or
 * holds something that is not redacted: then it was not written by us.
 */
export async function readLiveState(text: string): Promise<LiveState | LiveMistake> {
  const parsed = await parseJson(text.replace(/^\ufeff/, ''));
  if (!parsed.ok) return { message: `this is no live state: ${parsed.problem.message}`, line: lineAt(text, parsed.problem.range.start) };
  const { root } = parsed.document;
  return orMistake('this is no live state', () => stateAt({ value: plainOf(root), path: [] }), (path) => lineAt(text, nodeAt(root, path).range.start));
}

/** The node of a path, or the last one on the way to it. */
function nodeAt(root: DataNode, path: readonly (string | number)[]): DataNode {
  let node = root;
  for (const key of path) {
    const next = node.kind === 'array' ? node.items[Number(key)] : node.kind === 'object' ? node.entries.findLast((entry) => entry.key === key)?.value : undefined;
    if (next === undefined) return node;
    node = next;
  }
  return node;
}

function plainOf(node: DataNode): unknown {
  if (node.kind === 'array') return node.items.map(plainOf);
  return node.kind === 'object' ? Object.fromEntries(node.entries.map(({ key, value }) => [key, plainOf(value)])) : node.value;
}

/** The same value with the keys of each object in their order. */
function sorted(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(sorted);
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(Object.entries(value).filter(([, each]) => each !== undefined).sort(([a], [b]) => (a < b ? -1 : 1)).map(([key, each]) => [key, sorted(each)]));
}
