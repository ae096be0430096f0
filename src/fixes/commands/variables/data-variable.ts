import type { DataEntry, DataNode, ObjectNode } from '../../../documents/data.ts';
import { parseJson } from '../../../documents/json.ts';
import { parseToml } from '../../../documents/toml.ts';
import { parseYaml } from '../../../documents/yaml.ts';
import type { SourceFile } from '../../../model/source-file.ts';
import { lineEnd, lineStart } from '../../../text/layout.ts';
import type { Range } from '../../../text/range.ts';
import { escaped } from '../places/quotings.ts';
import type { VariableEdit } from './variable-edit.ts';

/** A variable of a JSON, TOML or YAML file: an entry whose key it is, or an item with `key` and `value`. */
export async function dataVariableEdit(file: SourceFile, range: Range, value: string | undefined): Promise<VariableEdit> {
  const { path, text } = file;
  const parsed = path.endsWith('.toml') ? await parseToml(text) : path.endsWith('.json') ? await parseJson(text, { comments: true }) : await parseYaml(text);
  const found = parsed.ok ? find(parsed.document.root, range, undefined) : undefined;
  if (found === undefined) return undefined;
  if (value !== undefined) return withValue(text, found.value, value);
  return path.endsWith('.json') ? withoutJsonEntry(found) : withoutLines(text, found, path);
}

/** A variable with what it stands in. */
interface Found {
  readonly siblings: readonly { readonly whole: Range }[];
  readonly index: number;
  readonly value: DataNode | undefined;
}

function find(node: DataNode, range: Range, list: readonly DataNode[] | undefined): Found | undefined {
  if (node.kind === 'array') return first(node.items, (item) => find(item, range, node.items));
  if (node.kind !== 'object') return undefined;
  const index = node.entries.findIndex(({ keyRange }) => isSame(keyRange, range));
  if (index !== -1) return { siblings: node.entries.map(wholeOf), index, value: node.entries[index]?.value };
  const key = node.entries.find((entry) => entry.key === 'key' && isSame(entry.value.range, range));
  if (key !== undefined && list !== undefined) return inList(node, list);
  return first(node.entries, ({ value }) => find(value, range, undefined));
}

function inList(node: ObjectNode, list: readonly DataNode[]): Found {
  return { siblings: list.map((item) => ({ whole: item.range })), index: list.indexOf(node), value: node.entries.find(({ key }) => key === 'value')?.value };
}

const wholeOf = ({ keyRange, value }: DataEntry): { readonly whole: Range } => ({ whole: { start: keyRange.start, end: Math.max(value.range.end, keyRange.end) } });
const isSame = (a: Range, b: Range): boolean => a.start === b.start && a.end === b.end;

function first<T, R>(items: readonly T[], search: (item: T) => R | undefined): R | undefined {
  for (const item of items) {
    const found = search(item);
    if (found !== undefined) return found;
  }
  return undefined;
}

/** A variable is a string in all of these files; a plain YAML scalar stays plain. */
function withValue(text: string, node: DataNode | undefined, value: string): VariableEdit {
  if (node === undefined || node.kind === 'array' || node.kind === 'object') return { because: 'its value is no text' };
  const opening = text.charAt(node.range.start);
  const quote = opening === "'" && !value.includes("'") ? "'" : '"';
  const isPlain = node.kind !== 'string' || /["']/.test(opening) || !/^[\w./-]+$/.test(value);
  return { range: node.range, text: isPlain ? `${quote}${escaped(quote).write(value) ?? value}${quote}` : value };
}

function withoutJsonEntry({ siblings, index }: Found): VariableEdit {
  const [before, own, next] = [siblings[index - 1], siblings[index], siblings[index + 1]];
  if (own === undefined) return undefined;
  if (next !== undefined) return { range: { start: own.whole.start, end: next.whole.start }, text: '' };
  return { range: { start: before?.whole.end ?? own.whole.start, end: own.whole.end }, text: '' };
}

/** The lines of an entry or item that shares them with nothing else. */
function withoutLines(text: string, { siblings, index }: Found, path: string): VariableEdit {
  const own = siblings[index];
  if (own === undefined) return undefined;
  const { start, end } = own.whole;
  const [from, to] = [lineStart(text, start), lineEnd(text, Math.max(end - 1, start))];
  const isAlone = /^[ \t]*(?:- *)?$/.test(text.slice(from, start)) && /^\s*(?:#.*)?\s*$/.test(text.slice(end, to)) && !siblings.some(({ whole }, at) => at !== index && whole.start < to && whole.end > from);
  if (!isAlone) return { because: `it shares its line in ${path} with something else` };
  if (siblings.length === 1 && !path.endsWith('.toml')) return { because: `nothing would be left where it stands in ${path}` };
  return { range: { start: from, end: to }, text: '' };
}
