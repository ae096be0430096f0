import { indentAt, newlineOf } from '../../text/layout.ts';
import type { Range } from '../../text/range.ts';
import type { ArrayNode, DataEntry, DataNode, ObjectNode } from '../data.ts';
import { beginsLine, indentOfItems, insertItem, removeItem, type BracketList } from './bracket-list.ts';
import { cannot, edits, indexFor, pathText, type DataEdit, type DataEdits, type Scalar } from './data-edit.ts';
import { signFor } from './entry-style.ts';
import { nodeAt } from './node-at.ts';
import { jsonText, keptKind } from './scalar-text.ts';

type SetEdit = Extract<DataEdit, { kind: 'set' }>;

/** The text with its tree, and how it is laid out. */
interface Json {
  readonly text: string;
  readonly unit: string;
  /** True when everything stands on one line without a blank behind a colon. */
  readonly isMinified: boolean;
  /** What stands inside of the braces of an object on one line. */
  readonly padding: string;
}

/** Edits a JSON text whose tree this is. */
export function editJson(text: string, root: DataNode, edit: DataEdit): DataEdits {
  const json: Json = { text, unit: unitOf(text, root), isMinified: isMinified(text, root), padding: paddingOf(text, root) };
  if (edit.kind === 'set') return setValue(json, root, edit);
  const parent = nodeAt(root, edit.kind === 'remove' ? edit.path.slice(0, -1) : edit.path);
  if (edit.kind === 'add') {
    if (parent?.kind !== 'array') return cannot(`${pathText(edit.path)} holds no list`);
    const names = parent.items.map((item) => String(item.kind === 'string' ? item.value : ''));
    return edits(...insertItem(listOf(json, parent), indexFor(names, edit.item, edit.placing), jsonText(edit.item)));
  }
  const last = edit.path.at(-1);
  if (parent?.kind === 'array') return edits(...removeItem(listOf(json, parent), Number(last)));
  if (parent?.kind !== 'object') return cannot(`${pathText(edit.path)} is not there`);
  const found = parent.entries.filter(({ key }) => key === last);
  if (found.length !== 1) return cannot(`${pathText(edit.path)} is ${found.length === 0 ? 'not there' : 'set twice'}`);
  return edits(...removeItem(listOf(json, parent), parent.entries.findIndex(({ key }) => key === last)));
}

function setValue(json: Json, root: DataNode, edit: SetEdit): DataEdits {
  const found = nodeAt(root, edit.path);
  if (found !== undefined) return replaceValue(json, found, edit);
  for (let length = edit.path.length - 1; length >= 0; length -= 1) {
    const parent = nodeAt(root, edit.path.slice(0, length));
    const keys = edit.path.slice(length);
    if (parent === undefined) continue;
    if (parent.kind !== 'object' || keys.some((key) => typeof key === 'number')) break;
    return addEntry(json, parent, { keys: keys.map(String), edit });
  }
  return cannot(`nothing can stand at ${pathText(edit.path)}`);
}

function replaceValue({ text }: Json, node: DataNode, { path, value }: SetEdit): DataEdits {
  if (node.kind === 'object' || node.kind === 'array' || typeof value === 'object') return cannot(`${pathText(path)} holds more than one value`);
  const written = jsonText(keptKind(value, node.value));
  return text.slice(node.range.start, node.range.end) === written ? edits() : edits({ range: node.range, text: written });
}

function addEntry(json: Json, parent: ObjectNode, { keys, edit }: { readonly keys: readonly string[]; readonly edit: SetEdit }): DataEdits {
  const [first = '', ...rest] = keys;
  const list = listOf(json, parent);
  const index = indexFor(parent.entries.map(({ key }) => key), first, edit.placing);
  const indent = indentOfItems(list, index);
  const key = jsonText(first);
  const usual = json.isMinified ? ':' : ': ';
  const sign = signFor(json.text, parent.entries.map(writtenEntry), { key, usual });
  return edits(...insertItem(list, index, `${key}${sign}${nested(json, rest, { value: edit.value, indent })}`));
}

/** The value, inside of the objects that are still missing. */
function nested(json: Json, keys: readonly string[], { value, indent }: { readonly value: SetEdit['value']; readonly indent: string | undefined }): string {
  const [first, ...rest] = keys;
  if (first === undefined) return valueText(json, value);
  const { padding, isMinified: minified, unit } = json;
  if (indent === undefined) return `{${padding}${jsonText(first)}:${minified ? '' : ' '}${nested(json, rest, { value, indent })}${padding}}`;
  const newline = newlineOf(json.text);
  const inner = indent + unit;
  return `{${newline}${inner}${jsonText(first)}: ${nested(json, rest, { value, indent: inner })}${newline}${indent}}`;
}

function valueText({ isMinified: minified }: Json, value: SetEdit['value']): string {
  if (typeof value !== 'object') return jsonText(value as Scalar);
  return `[${value.map(jsonText).join(minified ? ',' : ', ')}]`;
}

function listOf({ text, unit, isMinified: minified, padding }: Json, node: ObjectNode | ArrayNode): BracketList {
  const items = node.kind === 'array' ? node.items.map(({ range }) => range) : node.entries.map(itemRange);
  return {
    text, unit, items, range: node.range, comment: '//', gap: minified ? '' : ' ', expands: node.kind === 'object' && text.trim().includes('\n'),
    padding: node.kind === 'object' ? padding : '',
  };
}

const itemRange = ({ keyRange, value }: DataEntry): Range => ({ start: keyRange.start, end: value.range.end });
const writtenEntry = ({ keyRange, value }: DataEntry) => ({ key: keyRange, value: value.range });

/** What one level adds: the indentation of the first entry that begins its line, less that of the line of its object. */
function unitOf(text: string, node: DataNode): string {
  return findUnit(text, node) ?? '  ';
}

function findUnit(text: string, node: DataNode): string | undefined {
  const [children, starts] = node.kind === 'object'
    ? [node.entries.map(({ value }) => value), node.entries.map(({ keyRange }) => keyRange)]
    : node.kind === 'array' ? [node.items, node.items.map(({ range }) => range)] : [[], []];
  const outer = indentAt(text, node.range.start);
  const own = starts.find((start) => beginsLine(text, start) && indentAt(text, start.start).length > outer.length);
  if (own !== undefined) return indentAt(text, own.start).slice(outer.length);
  for (const child of children) {
    const unit = findUnit(text, child);
    if (unit !== undefined) return unit;
  }
  return undefined;
}

function isMinified(text: string, root: DataNode): boolean {
  const [first] = root.kind === 'object' ? root.entries : [];
  return !text.trim().includes('\n') && first !== undefined && text.slice(first.keyRange.end, first.value.range.start) === ':';
}

/** As the first object on one line has it, inner ones first; a blank where there is none and the file is not minified. */
function paddingOf(text: string, root: DataNode): string {
  return findPadding(text, root) ?? (isMinified(text, root) ? '' : ' ');
}

function findPadding(text: string, node: DataNode): string | undefined {
  const children = node.kind === 'object' ? node.entries.map(({ value }) => value) : node.kind === 'array' ? node.items : [];
  for (const child of children) {
    const padding = findPadding(text, child);
    if (padding !== undefined) return padding;
  }
  const written = text.slice(node.range.start, node.range.end);
  if (node.kind !== 'object' || node.entries.length === 0 || written.includes('\n')) return undefined;
  return written.startsWith('{ ') ? ' ' : '';
}
