/** A part of a document that may lose items when there is no room: what stands before them, they, and what stands after. */
export interface Section {
  readonly head: string;
  readonly items: readonly string[];
  readonly foot?: string;
}

/** Characters that a line about what is left out may take. */
const NOTICE = 100;

/** Joins sections so that the whole is no longer than `most` characters; what is left out is counted in its place. Sections without items are not shown. */
export function fit(sections: readonly Section[], most: number): string {
  let text = '';
  for (const { head, items, foot = '' } of sections) {
    if (items.length === 0) continue;
    const room = most - text.length - head.length - foot.length - NOTICE;
    const shown = longestStart(items, room);
    if (shown.length === 0 && room < 0) continue;
    const left = items.length - shown.length;
    text += `${head}${shown.join('')}${left === 0 ? '' : `\n… ${left} more ${left === 1 ? 'does' : 'do'} not fit into a comment\n`}${foot}\n`;
  }
  return text;
}

function longestStart(items: readonly string[], room: number): readonly string[] {
  let used = 0;
  let count = 0;
  for (const item of items) {
    used += item.length;
    if (used > room) break;
    count += 1;
  }
  return items.slice(0, count);
}
