import { lineStart } from '../../text/layout.ts';
import type { Range } from '../../text/range.ts';

/** The places of a key and its value. */
export interface WrittenEntry {
  readonly key: Range;
  readonly value: Range;
}

/** What stands between a new key and its value, as the neighbours have it: `: `, ` = `, or padded so that the values stay in one column. */
export function signFor(text: string, siblings: readonly WrittenEntry[], { key, usual }: { readonly key: string; readonly usual: string }): string {
  const last = siblings.at(-1);
  const written = last === undefined ? undefined : partsOf(text, last);
  if (last === undefined || written === undefined) return usual;
  const column = commonColumn(text, siblings);
  const plain = `${written.before === '' ? '' : ' '}${written.sign}${written.after === '' ? '' : ' '}`;
  if (column === undefined) return plain;
  const start = last.key.start - lineStart(text, last.key.start);
  const missing = Math.max(0, column - (start + key.length + plain.length));
  return isPaddedBefore(text, siblings) ? ' '.repeat(missing) + plain : plain + ' '.repeat(missing);
}

interface Parts {
  readonly before: string;
  readonly sign: string;
  readonly after: string;
}

function partsOf(text: string, { key, value }: WrittenEntry): Parts | undefined {
  const [all, before = '', sign = '', after = ''] = /^([ \t]*)([:=])([ \t]*)$/.exec(text.slice(key.end, value.start)) ?? [];
  return all === undefined ? undefined : { before, sign, after };
}

/** The column in which all values stand although their keys differ in length; undefined where they do not. */
function commonColumn(text: string, siblings: readonly WrittenEntry[]): number | undefined {
  const columns = siblings.map(({ value }) => value.start - lineStart(text, value.start));
  const lengths = new Set(siblings.map(({ key }) => key.end - key.start));
  return lengths.size > 1 && new Set(columns).size === 1 ? columns[0] : undefined;
}

/** True for `key   = value`, false for `key:   value`. */
function isPaddedBefore(text: string, siblings: readonly WrittenEntry[]): boolean {
  return siblings.some((sibling) => (partsOf(text, sibling)?.before.length ?? 0) > 1);
}
