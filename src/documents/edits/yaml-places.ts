import type { Pair, YAMLMap, YAMLSeq } from 'yaml';
import { lineEnd, lineStart } from '../../text/layout.ts';
import type { Range } from '../../text/range.ts';

type Yaml = typeof import('yaml');

/** Nodes of the library with the text that they stand in. */
export interface YamlText {
  readonly yaml: Yaml;
  readonly text: string;
}

/** A node as the library gives it. */
interface Placed {
  readonly range?: readonly [number, number, number] | null | undefined;
}

/** The range of a node without what stands behind it. */
export function rangeOf(node: unknown): Range {
  const range = (node as Placed | null)?.range; // Border: what the library calls a node.
  return range === null || range === undefined ? { start: 0, end: 0 } : { start: range[0], end: range[1] };
}

/** True for `{ a: 1 }` and `[1]`, false for what is laid out in lines. */
export function isFlow(text: string, node: YAMLMap | YAMLSeq): boolean {
  return /[{[]/.test(text.charAt(rangeOf(node).start));
}

/** The key of a pair; undefined of a key that is no plain one. */
export function keyOf({ yaml }: YamlText, pair: Pair): string | undefined {
  return yaml.isScalar(pair.key) && typeof pair.key.value === 'string' ? pair.key.value : undefined;
}

/** Where the colon of a pair ends. */
export function colonEnd(pair: Pair): number {
  const colon = pair.srcToken?.sep?.find(({ type }) => type === 'map-value-ind');
  return colon === undefined ? rangeOf(pair.key).end : colon.offset + 1;
}

/** True when a pair has a colon and nothing behind it. */
export function isEmptyValue({ yaml }: YamlText, pair: Pair): boolean {
  return pair.value === null || pair.value === undefined || (yaml.isScalar(pair.value) && pair.value.value === null && (pair.value.source ?? '') === '');
}

/** Where the last character of a pair stands; a block of text ends behind its newline. */
export function endOfPair(source: YamlText, pair: Pair): number {
  return isEmptyValue(source, pair) ? colonEnd(pair) : endOfNode(source, pair.value);
}

/** Where the last character of a node stands; a block of text ends behind its newline. */
export function endOfNode(source: YamlText, node: unknown): number {
  const { yaml, text } = source;
  if (yaml.isMap(node) && !isFlow(text, node)) {
    const last = node.items.at(-1);
    return last === undefined ? rangeOf(node).end : endOfPair(source, last);
  }
  if (yaml.isSeq(node) && !isFlow(text, node)) {
    const last = node.items.at(-1);
    return last === undefined || (yaml.isScalar(last) && last.value === null) ? rangeOf(node).end : endOfNode(source, last);
  }
  return rangeOf(node).end;
}

/**
 * Where a line can be inserted behind something: after its line, and after comment lines that stand deeper than a column or hold an
 * item that somebody took out.
 */
export function behindLine(text: string, end: number, column: number): number {
  let at = text.charAt(end - 1) === '\n' ? end : lineEnd(text, end);
  for (;;) {
    const [all, indent = '', item = ''] = /^([ \t]*)#(\s?- )?[^\n]*(?:\n|$)/.exec(text.slice(at)) ?? [];
    if (all === undefined || indent.length + (item === '' ? 0 : 1) <= column) return at;
    at += all.length;
  }
}

/** The column in which a node begins. */
export function columnOf(text: string, node: unknown): number {
  const { start } = rangeOf(node);
  return start - lineStart(text, start);
}
