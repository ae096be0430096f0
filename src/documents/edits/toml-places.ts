import type { AST } from 'toml-eslint-parser';
import type { Range } from '../../text/range.ts';
import { endedText } from '../toml.ts';
import type { DataPath } from './data-edit.ts';
import type { WrittenEntry } from './entry-style.ts';

/** A line `key = value` of the top or of a table. */
export interface TomlLine extends WrittenEntry {
  /** From the root, names of the table and parts of a dotted key alike. */
  readonly path: DataPath;
  readonly range: Range;
  readonly node: AST.TOMLContentNode;
}

/** The top of the file, or a table with its header. */
export interface TomlSection {
  readonly path: DataPath;
  /** Undefined of the top. */
  readonly header: Range | undefined;
  readonly isItem: boolean;
  readonly lines: readonly TomlLine[];
}

/** A table or array that is written inside of a value. */
export type TomlInline = AST.TOMLInlineTable | AST.TOMLArray;

/** The sections of a file, the top first. */
export async function tomlSections(text: string): Promise<readonly TomlSection[]> {
  const { parseTOML } = await import('toml-eslint-parser');
  const [top] = parseTOML(endedText(text), { tomlVersion: 'latest' }).body;
  const lines = top.body.flatMap((part) => (part.type === 'TOMLKeyValue' ? [lineFrom(part, [])] : []));
  const tables = top.body.flatMap((part) => (part.type === 'TOMLTable' ? [sectionFrom(part)] : []));
  return [{ path: [], header: undefined, isItem: false, lines }, ...tables];
}

function sectionFrom(table: AST.TOMLTable): TomlSection {
  const [start, last] = [table.range[0], table.key.range[1]];
  return {
    path: table.resolvedKey, header: { start, end: last }, isItem: table.resolvedKey.some((key) => typeof key === 'number'),
    lines: table.body.map((line) => lineFrom(line, table.resolvedKey)),
  };
}

function lineFrom(line: AST.TOMLKeyValue, base: DataPath): TomlLine {
  return { path: [...base, ...keysOf(line.key)], range: rangeOf(line), key: rangeOf(line.key), value: rangeOf(line.value), node: line.value };
}

/** The names of a key with dots. */
export function keysOf(key: AST.TOMLKey): readonly string[] {
  return key.keys.map((part) => (part.type === 'TOMLBare' ? part.name : part.value));
}

/** The range of a node. */
export const rangeOf = ({ range }: { readonly range: readonly [number, number] }): Range => ({ start: range[0], end: range[1] });

/** The inline table or array at a path, where it is written as one. */
export function inlineAt(sections: readonly TomlSection[], path: DataPath): TomlInline | undefined {
  for (const { lines } of sections) {
    for (const line of lines) {
      const found = startsWith(path, line.path) ? within(line.node, path.slice(line.path.length)) : undefined;
      if (found !== undefined) return found;
    }
  }
  return undefined;
}

function within(node: AST.TOMLContentNode, path: DataPath): TomlInline | undefined {
  const [first, ...rest] = path;
  if (node.type === 'TOMLValue') return undefined;
  if (first === undefined) return node;
  if (node.type === 'TOMLArray') {
    const item = typeof first === 'number' ? node.elements[first] : undefined;
    return item === undefined ? undefined : within(item, rest);
  }
  for (const entry of node.body) {
    const keys = keysOf(entry.key);
    const found = startsWith(path, keys) ? within(entry.value, path.slice(keys.length)) : undefined;
    if (found !== undefined) return found;
  }
  return undefined;
}

/** True when a path is another one or lies below it. */
export function startsWith(path: DataPath, start: DataPath): boolean {
  return start.length <= path.length && start.every((key, index) => path[index] === key);
}

/** True for the same path. */
export const isPath = (left: DataPath, right: DataPath): boolean => left.length === right.length && startsWith(left, right);
