import type { Pair, Scalar as YamlScalar, YAMLMap, YAMLSeq } from 'yaml';
import { insertAt } from '../../text/edit.ts';
import { lineStart, newlineOf } from '../../text/layout.ts';
import { insertItem, removeItem, type BracketList } from './bracket-list.ts';
import { cannot, edits, indexFor, pathText, type DataEdit, type DataEdits, type DataPath } from './data-edit.ts';
import { signFor } from './entry-style.ts';
import { keptKind, yamlText } from './scalar-text.ts';
import { removeLines } from './whole-lines.ts';
import { behindLine, colonEnd, columnOf, endOfNode, endOfPair, isEmptyValue, isFlow, keyOf, rangeOf, type YamlText } from './yaml-places.ts';

type SetEdit = Extract<DataEdit, { kind: 'set' }>;

/** Edits the first document of a YAML text. What an anchor shares is left alone. */
export async function editYaml(text: string, edit: DataEdit): Promise<DataEdits> {
  const loaded = await import('yaml');
  const yaml = loaded.default ?? loaded;
  const source: YamlText = { yaml, text };
  const [document] = yaml.parseAllDocuments(text, { keepSourceTokens: true, uniqueKeys: false, prettyErrors: false, logLevel: 'silent' });
  const root: unknown = document === undefined || !('contents' in document) ? undefined : document.contents;
  if (edit.kind === 'set') return setValue(source, root, edit);
  if (edit.kind === 'add') return cannot('nothing adds to a list in YAML');
  return remove(source, root, edit.path);
}

function setValue(source: YamlText, root: unknown, edit: SetEdit): DataEdits {
  const { yaml, text } = source;
  let node: unknown = root;
  for (const [index, key] of edit.path.entries()) {
    if (yaml.isAlias(node)) return cannot(`${pathText(edit.path.slice(0, index))} is shared through an anchor`);
    if (typeof key === 'number') {
      node = yaml.isSeq(node) ? node.items[key] : undefined;
      continue;
    }
    if (node === null || node === undefined) return cannot(`nothing can stand at ${pathText(edit.path)}`);
    if (!yaml.isMap(node)) return cannot(`${pathText(edit.path.slice(0, index))} holds no keys`);
    const pair: Pair | undefined = node.items.findLast((item) => keyOf(source, item) === key);
    const isLast = index === edit.path.length - 1;
    if (pair === undefined) return addPair(source, node, { keys: edit.path.slice(index), edit });
    if (isLast) return replaceValue(source, pair, edit);
    if (isEmptyValue(source, pair)) return fillEmpty(text, { pair, parent: node, keys: edit.path.slice(index + 1) }, valueText(source, edit, ''));
    node = pair.value;
  }
  return cannot(`nothing can stand at ${pathText(edit.path)}`);
}

function replaceValue(source: YamlText, pair: Pair, edit: SetEdit): DataEdits {
  const { yaml, text } = source;
  const node = pair.value;
  const path = pathText(edit.path);
  if (isEmptyValue(source, pair)) return edits(insertAt(colonEnd(pair), ` ${valueText(source, edit, '')}`));
  if (yaml.isAlias(node)) return cannot(`${path} is shared through an anchor`);
  if (!yaml.isScalar(node) || typeof edit.value === 'object') return cannot(`${path} holds more than one value`);
  if (node.anchor !== undefined) return cannot(`${path} is shared through an anchor`);
  if (node.type?.startsWith('BLOCK')) return cannot(`${path} is a block of text`);
  const range = rangeOf(node);
  const before = text.slice(range.start, range.end);
  const kept = { ...edit, value: keptKind(edit.value, (node as YamlScalar<string | number | boolean | null>).value) };
  const written = valueText(source, kept, before);
  return before === written ? edits() : edits({ range, text: written });
}

function valueText({ yaml }: YamlText, { value }: SetEdit, like: string): string {
  const isPlain = (text: string) => {
    if (/[,[\]{}#&*!|>%@`"'\n]|^[\s?:-]|:\s|:$|\s$/.test(text)) return false;
    const parsed: unknown = yaml.parse(text);
    return parsed === text;
  };
  return typeof value === 'object' ? `[${value.map((item) => yamlText(item, like, isPlain)).join(', ')}]` : yamlText(value, like, isPlain);
}

/** A key that has no value yet gets a block of its own below it. */
function fillEmpty(
  text: string, { pair, parent, keys }: { readonly pair: Pair; readonly parent: YAMLMap; readonly keys: DataPath }, value: string,
): DataEdits {
  if (isFlow(text, parent) || keys.some((key) => typeof key === 'number')) return cannot('an empty value inside of brackets cannot be filled');
  const column = columnOf(text, parent);
  return insertLines(text, behindLine(text, colonEnd(pair), column), linesOf(keys.map(String), value, column + unitOf(text)));
}

function addPair(source: YamlText, map: YAMLMap, { keys, edit }: { readonly keys: DataPath; readonly edit: SetEdit }): DataEdits {
  const { text } = source;
  if (keys.some((key) => typeof key === 'number')) return cannot(`nothing can stand at ${pathText(edit.path)}`);
  const names = keys.map(String);
  const [first = '', ...rest] = names;
  const value = valueText(source, edit, '');
  const index = indexFor(map.items.map((item) => keyOf(source, item) ?? ''), first, edit.placing);
  if (isFlow(text, map)) {
    const inner = rest.toReversed().reduce((written, key) => `{ ${key}: ${written} }`, value);
    return edits(...insertItem(listOf(source, map), index, `${first}: ${inner}`));
  }
  const column = columnOf(text, map);
  const before = map.items[Math.max(1, index) - 1];
  if (before === undefined) return cannot('there is no key to stand beside');
  const scalars = map.items.filter((item) => !isEmptyValue(source, item) && source.yaml.isScalar(item.value));
  const siblings = scalars.map((item) => ({ key: rangeOf(item.key), value: rangeOf(item.value) }));
  const sign = signFor(text, siblings, { key: first, usual: ': ' });
  const lines = rest.length === 0 ? [`${' '.repeat(column)}${first}${sign}${value}`] : linesOf(names, value, column, unitOf(text));
  return insertLines(text, behindLine(text, endOfPair(source, before), column), lines);
}

/** The keys one below the other, the value behind the last. */
function linesOf(keys: readonly string[], value: string, column: number, unit = 2): readonly string[] {
  return keys.map((key, index) => `${' '.repeat(column + index * unit)}${key}:${index === keys.length - 1 ? ` ${value}` : ''}`);
}

function insertLines(text: string, at: number, lines: readonly string[]): DataEdits {
  const newline = newlineOf(text);
  const written = lines.join(newline);
  return edits(insertAt(at, text.charAt(at - 1) === '\n' ? `${written}${newline}` : `${newline}${written}`));
}

/** How many blanks one level adds: the smallest indentation of a line. */
function unitOf(text: string): number {
  const widths = [...text.matchAll(/^( +)[^\s#]/gm)].map(([, indent = '']) => indent.length);
  return widths.length === 0 ? 2 : Math.min(...widths);
}

function listOf(source: YamlText, node: YAMLMap | YAMLSeq): BracketList {
  const { text, yaml } = source;
  const range = rangeOf(node);
  const items = yaml.isMap(node) ? node.items.map((item) => ({ start: rangeOf(item.key).start, end: endOfPair(source, item) })) : node.items.map(rangeOf);
  const isTight = items.length > 0 && /\S/.test(text.charAt(range.start + 1));
  return { text, range, items, comment: '#', unit: '  ', gap: ' ', expands: false, padding: isTight ? '' : ' ' };
}

function remove(source: YamlText, root: unknown, path: DataPath): DataEdits {
  const { yaml, text } = source;
  let node: unknown = root;
  for (const key of path.slice(0, -1)) {
    if (typeof key === 'number') node = yaml.isSeq(node) ? node.items[key] : undefined;
    else node = yaml.isMap(node) ? node.items.findLast((item) => keyOf(source, item) === key)?.value : undefined;
  }
  const last = path.at(-1);
  if (yaml.isSeq(node) && typeof last === 'number' && !isFlow(text, node)) {
    const item = node.items[last];
    const start = node.items.length > 1 && item !== undefined ? rangeOf(item).start : undefined;
    if (start === undefined) return cannot(`${pathText(path)} is all that the list holds`);
    return edits(removeLines(text, start, behindLine(text, endOfNode(source, item), Infinity)));
  }
  if (yaml.isSeq(node) && typeof last === 'number') return edits(...removeItem(listOf(source, node), last));
  if (!yaml.isMap(node)) return cannot(`${pathText(path)} is not there`);
  const found = node.items.filter((item) => keyOf(source, item) === last);
  const [pair] = found;
  if (pair === undefined || found.length > 1) return cannot(`${pathText(path)} is ${pair === undefined ? 'not there' : 'set twice'}`);
  if (isFlow(text, node)) return edits(...removeItem(listOf(source, node), node.items.indexOf(pair)));
  const start = rangeOf(pair.key).start;
  if (text.slice(lineStart(text, start), start).trim() !== '') return cannot(`${pathText(path)} begins an item of a list`);
  if (node.items.length === 1) return cannot(`${pathText(path)} is all that its section holds`);
  return edits(removeLines(text, start, behindLine(text, endOfPair(source, pair), Infinity)));
}
