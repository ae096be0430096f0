import type { DataNode } from '../data.ts';
import { insertItem, removeItem, type BracketList } from './bracket-list.ts';
import { cannot, edits, indexFor, pathText, type DataEdit, type DataEdits, type DataPath, type Scalar } from './data-edit.ts';
import { signFor } from './entry-style.ts';
import { nodeAt } from './node-at.ts';
import { keptKind, tomlKey, tomlText } from './scalar-text.ts';
import { addLine, addSection, removeLine } from './toml-lines.ts';
import { inlineAt, isPath, keysOf, rangeOf, startsWith, tomlSections, type TomlInline, type TomlSection } from './toml-places.ts';

type SetEdit = Extract<DataEdit, { kind: 'set' }>;

/** Edits a TOML text whose tree this is. */
export async function editToml(text: string, root: DataNode, edit: DataEdit): Promise<DataEdits> {
  const sections = await tomlSections(text);
  if (edit.kind === 'set') return setValue(text, { root, sections }, edit);
  const list = inlineAt(sections, edit.kind === 'remove' ? edit.path.slice(0, -1) : edit.path);
  if (edit.kind === 'add') {
    if (list?.type !== 'TOMLArray') return cannot(`${pathText(edit.path)} holds no list`);
    const names = list.elements.map((item) => (item.type === 'TOMLValue' ? String(item.value) : ''));
    const like = list.elements.at(-1);
    const item = tomlText(edit.item, like === undefined ? quoteOf(text, sections) : text.slice(...like.range));
    return edits(...insertItem(listOf(text, list), indexFor(names, edit.item, edit.placing), item));
  }
  const last = edit.path.at(-1);
  if (list?.type === 'TOMLArray' && typeof last === 'number') return edits(...removeItem(listOf(text, list), last));
  const index = list?.type === 'TOMLInlineTable' ? list.body.findIndex(({ key }) => isPath(keysOf(key), [last ?? ''])) : -1;
  if (list !== undefined && index !== -1) return edits(...removeItem(listOf(text, list), index));
  return removeLine(text, sections, edit.path);
}

interface Tree {
  readonly root: DataNode;
  readonly sections: readonly TomlSection[];
}

function setValue(text: string, { root, sections }: Tree, edit: SetEdit): DataEdits {
  const { path, value } = edit;
  const found = nodeAt(root, path);
  if (found !== undefined) {
    if (found.kind === 'object' || found.kind === 'array' || typeof value === 'object') return cannot(`${pathText(path)} holds more than one value`);
    const before = text.slice(found.range.start, found.range.end);
    const written = tomlText(keptKind(value, found.value), found.kind === 'string' ? before : quoteOf(text, sections));
    return before === written ? edits() : edits({ range: found.range, text: written });
  }
  let length = path.length - 1;
  while (nodeAt(root, path.slice(0, length)) === undefined) length -= 1;
  const rest = path.slice(length);
  const parent = nodeAt(root, path.slice(0, length));
  if (parent?.kind !== 'object' || rest.some((key) => typeof key === 'number')) return cannot(`nothing can stand at ${pathText(path)}`);
  return addValue(text, sections, { path, length, keys: rest.map(String), edit });
}

interface Missing {
  readonly path: DataPath;
  /** How many of its keys are there. */
  readonly length: number;
  /** The rest of the path. */
  readonly keys: readonly string[];
  readonly edit: SetEdit;
}

/** Into the inline table, the section, beside the dotted keys, or into a section of its own: whatever the parent is written as. */
function addValue(text: string, sections: readonly TomlSection[], { path, length, keys, edit }: Missing): DataEdits {
  const parent = path.slice(0, length);
  const [first = '', ...rest] = keys;
  const value = valueText(edit.value, quoteOf(text, sections));
  const inline = inlineAt(sections, parent);
  if (inline !== undefined) return inline.type === 'TOMLInlineTable' ? addInline(text, inline, { first, rest, value, edit }) : cannot(`${pathText(parent)} is a list`);
  const own = sections.find((section) => isPath(section.path, parent));
  const isOpen = own !== undefined && (rest.length === 0 || own.isItem);
  const { placing } = edit;
  if (isOpen) return addLine(text, { sections, section: own }, { key: keys.map(tomlKey).join('.'), last: keys, value, placing });
  const dotted = sections.find(({ path: base, lines }) => base.length < parent.length && lines.some((line) => startsWith(line.path, parent)));
  if (dotted !== undefined) {
    const names = [...parent.slice(dotted.path.length).map(String), ...keys];
    return addLine(text, { sections, section: dotted, below: parent }, { key: names.map(tomlKey).join('.'), last: names, value, placing });
  }
  return addSection(text, sections, { path: path.slice(0, -1), key: tomlKey(String(path.at(-1))), value });
}

interface InlineEntry {
  readonly first: string;
  readonly rest: readonly string[];
  readonly value: string;
  readonly edit: SetEdit;
}

function addInline(text: string, table: Extract<TomlInline, { type: 'TOMLInlineTable' }>, { first, rest, value, edit }: InlineEntry): DataEdits {
  const siblings = table.body.map((entry) => ({ key: rangeOf(entry.key), value: rangeOf(entry.value) }));
  const sign = signFor(text, siblings, { key: tomlKey(first), usual: ' = ' });
  const index = indexFor(table.body.map(({ key }) => keysOf(key).join('.')), first, edit.placing);
  const inner = rest.toReversed().reduce((written, key) => `{ ${tomlKey(key)}${sign}${written} }`, value);
  return edits(...insertItem(listOf(text, table), index, `${tomlKey(first)}${sign}${inner}`));
}

function listOf(text: string, node: TomlInline): BracketList {
  const items = node.type === 'TOMLArray' ? node.elements.map(rangeOf) : node.body.map(rangeOf);
  const isTight = items.length > 0 && /\S/.test(text.charAt(node.range[0] + 1));
  return {
    text, items, range: rangeOf(node), comment: '#', unit: '    ', gap: ' ', expands: false,
    padding: node.type === 'TOMLArray' || isTight ? '' : ' ',
  };
}

function valueText(value: SetEdit['value'], quote: string): string {
  return typeof value === 'object' ? `[${value.map((item) => tomlText(item, quote)).join(', ')}]` : tomlText(value satisfies Scalar, quote);
}

/** The quotes of most strings of the file. */
function quoteOf(text: string, sections: readonly TomlSection[]): string {
  const quotes = sections.flatMap(({ lines }) => lines).map(({ value }) => text.charAt(value.start)).filter((quote) => quote === '"' || quote === "'");
  return quotes.filter((quote) => quote === "'").length * 2 > quotes.length ? "'" : '"';
}
