import type { PythonArgument, PythonExpression } from './python-tree.ts';
import type { RawNode } from './python-raw.ts';
import { decodeContent, prefixOf } from './python-strings.ts';

type Converter = (node: RawNode, text: string) => PythonExpression;

/** Kinds of nodes that were judged already; there are some hundred. */
const EXPRESSIONS = new Map<string, boolean>();

const CONVERTERS: ReadonlyMap<string, Converter> = new Map(Object.entries<Converter>({
  identifier: (node, text) => ({ kind: 'name', name: sliceOf(node, text), range: rangeOf(node) }),
  dotted_name: dotted,
  true: (node) => ({ kind: 'boolean', value: true, range: rangeOf(node) }),
  false: (node) => ({ kind: 'boolean', value: false, range: rangeOf(node) }),
  none: (node) => ({ kind: 'none', range: rangeOf(node) }),
  integer: number,
  float: number,
  string,
  concatenated_string: string,
  attribute,
  subscript,
  call,
  list: collection,
  tuple: collection,
  set: collection,
  expression_list: collection,
  pattern_list: collection,
  tuple_pattern: collection,
  list_pattern: collection,
  dictionary,
  parenthesized_expression: inner,
  type: inner,
  as_pattern: inner,
  as_pattern_target: inner,
  binary_operator: binary,
  boolean_operator: binary,
  comparison_operator: comparison,
  unary_operator: unary,
  not_operator: unary,
  conditional_expression: conditional,
  await: (node, text) => withOne(node, text, (value) => ({ kind: 'await', value, range: rangeOf(node) })),
  lambda: (node, text) => withField(node, text, 'body', (body) => ({ kind: 'lambda', body, range: rangeOf(node) })),
}));

/** An expression of the parser's tree as a plain one. */
export function expressionOf(node: RawNode, text: string): PythonExpression {
  const convert = CONVERTERS.get(node.type);
  return convert === undefined ? other(node, text) : convert(node, text);
}

/** Arguments of a call or of a class's header. */
export function argumentsOf(list: RawNode | undefined, text: string): readonly PythonArgument[] {
  if (list === undefined) return [];
  if (list.type !== 'argument_list') return [{ name: undefined, value: expressionOf(list, text), splat: '', range: rangeOf(list) }];
  return list.children.filter((child) => isExpression(child)).map((child) => argument(child, text));
}

/** The child in a role. */
export function childOf(node: RawNode, field: string): RawNode | undefined {
  return node.children.find((child) => child.field === field);
}

/** True for a node that stands for a value, not for an operator or a piece of syntax. */
export function isExpression(node: RawNode): boolean {
  const known = EXPRESSIONS.get(node.type);
  if (known !== undefined) return known;
  const result = /^[a-z_]{3,}$/.test(node.type) && !['and', 'not', 'async', 'else'].includes(node.type);
  EXPRESSIONS.set(node.type, result);
  return result;
}

export function rangeOf(node: RawNode): { readonly start: number; readonly end: number } {
  return { start: node.start, end: node.end };
}

/** The text of a node. */
export function sliceOf(node: RawNode, text: string): string {
  return text.slice(node.start, node.end);
}

function argument(node: RawNode, text: string): PythonArgument {
  const range = rangeOf(node);
  const name = node.type === 'keyword_argument' ? childOf(node, 'name') : undefined;
  const value = name === undefined ? undefined : childOf(node, 'value');
  if (name !== undefined && value !== undefined) {
    return { name: sliceOf(name, text), value: expressionOf(value, text), splat: '', range };
  }
  const splat = node.type === 'list_splat' ? '*' : node.type === 'dictionary_splat' ? '**' : '';
  const content = splat === '' ? node : node.children.find(isExpression);
  return { name: undefined, value: expressionOf(content ?? node, text), splat, range };
}

function dotted(node: RawNode, text: string): PythonExpression {
  let result: PythonExpression | undefined;
  let position = node.start;
  for (const part of sliceOf(node, text).split('.')) {
    const name = part.trim();
    const range = { start: node.start, end: position + part.length };
    result = result === undefined ? { kind: 'name', name, range } : { kind: 'attribute', object: result, name, range };
    position += part.length + 1;
  }
  return result ?? other(node, text);
}

function number(node: RawNode, text: string): PythonExpression {
  const written = sliceOf(node, text).replaceAll('_', '').toLowerCase().replace(/l$/, '');
  const value = Number(/^0\d+$/.test(written) ? `0o${written}` : written);
  return Number.isNaN(value) ? { kind: 'other', parts: [], range: rangeOf(node) } : { kind: 'number', value, range: rangeOf(node) };
}

function string(node: RawNode, text: string): PythonExpression {
  const parts: PythonExpression[] = [];
  const literals = node.type === 'string' ? [node] : node.children.filter((child) => child.type === 'string');
  for (const literal of literals) addParts(literal, text, parts);
  const range = rangeOf(node);
  const values = parts.map((part) => (part.kind === 'string' ? part.value : undefined));
  if (values.every((value) => value !== undefined)) return { kind: 'string', value: values.join(''), range, ...(parts.length > 1 ? { parts } : {}) };
  return { kind: 'fstring', parts, range };
}

/** Text and replacements of one literal. Braces that are doubled in an f-string stand for one. */
function addParts(literal: RawNode, text: string, parts: PythonExpression[]): void {
  const opening = literal.children.find((child) => child.type === 'string_start');
  if (opening === undefined) return;
  const closing = literal.children.findLast((child) => child.type === 'string_end');
  const prefix = prefixOf(sliceOf(opening, text));
  const formatted = prefix.includes('f') || prefix.includes('t');
  const add = (start: number, end: number) => {
    if (end <= start) return;
    const value = decodeContent(text.slice(start, end), prefix);
    parts.push({ kind: 'string', value: formatted ? value.replaceAll('{{', '{').replaceAll('}}', '}') : value, range: { start, end } });
  };
  let position = opening.end;
  for (const child of literal.children) {
    if (child.type !== 'interpolation') continue;
    add(position, child.start);
    const held = childOf(child, 'expression');
    parts.push(held === undefined ? { kind: 'other', parts: [], range: rangeOf(child) } : expressionOf(held, text));
    position = child.end;
  }
  add(position, closing?.start ?? literal.end);
}

function attribute(node: RawNode, text: string): PythonExpression {
  const name = childOf(node, 'attribute');
  return withField(node, text, 'object', (object) => ({
    kind: 'attribute', object, name: name === undefined ? '' : sliceOf(name, text), range: rangeOf(node),
  }));
}

function subscript(node: RawNode, text: string): PythonExpression {
  const indexes = node.children.filter((child) => child.field === 'subscript').map((child) => expressionOf(child, text));
  const [first] = indexes;
  if (first === undefined) return other(node, text);
  const index: PythonExpression = indexes.length === 1 ? first : { kind: 'tuple', items: indexes, range: rangeOf(node) };
  return withField(node, text, 'value', (object) => ({ kind: 'subscript', object, index, range: rangeOf(node) }));
}

function call(node: RawNode, text: string): PythonExpression {
  const written = childOf(node, 'arguments');
  const list = argumentsOf(written, text);
  const brackets = written?.type === 'argument_list' ? rangeOf(written) : undefined;
  return withField(node, text, 'function', (callee) => ({ kind: 'call', callee, arguments: list, brackets, range: rangeOf(node) }));
}

function collection(node: RawNode, text: string): PythonExpression {
  const kind = node.type === 'list' || node.type === 'set' ? node.type : 'tuple';
  return { kind, items: partsOf(node, text), range: rangeOf(node) };
}

function dictionary(node: RawNode, text: string): PythonExpression {
  const entries = node.children.filter(isExpression).map((child) => {
    const value = childOf(child, 'value') ?? child.children.find(isExpression);
    const key = childOf(child, 'key');
    return {
      key: key === undefined ? undefined : expressionOf(key, text),
      value: value === undefined ? other(child, text) : expressionOf(value, text),
      range: rangeOf(child),
    };
  });
  return { kind: 'dict', entries, range: rangeOf(node) };
}

function inner(node: RawNode, text: string): PythonExpression {
  const child = node.children.find(isExpression);
  return child === undefined ? other(node, text) : expressionOf(child, text);
}

function binary(node: RawNode, text: string): PythonExpression {
  const operator = childOf(node, 'operator')?.type ?? '';
  const right = childOf(node, 'right');
  if (right === undefined) return other(node, text);
  return withField(node, text, 'left', (left) => ({
    kind: 'binary', operator, left, right: expressionOf(right, text), range: rangeOf(node),
  }));
}

/** A chain `a < b < c` becomes nested comparisons, which is enough to read literals. */
function comparison(node: RawNode, text: string): PythonExpression {
  let left: PythonExpression | undefined;
  let operator = '';
  for (const child of node.children) {
    if (child.field === 'operators') operator = child.type;
    else if (left === undefined) left = expressionOf(child, text);
    else left = { kind: 'binary', operator, left, right: expressionOf(child, text), range: { start: node.start, end: child.end } };
  }
  return left ?? other(node, text);
}

function unary(node: RawNode, text: string): PythonExpression {
  const operator = node.type === 'not_operator' ? 'not' : (childOf(node, 'operator')?.type ?? '');
  return withField(node, text, 'argument', (value) => ({ kind: 'unary', operator, value, range: rangeOf(node) }));
}

function conditional(node: RawNode, text: string): PythonExpression {
  const [then, test, otherwise] = partsOf(node, text);
  if (then === undefined || test === undefined || otherwise === undefined) return other(node, text);
  // oxlint-disable-next-line no-thenable -- a branch of the syntax tree, and nobody awaits one
  return { kind: 'conditional', then, test, otherwise, range: rangeOf(node) };
}

function withOne(node: RawNode, text: string, make: (value: PythonExpression) => PythonExpression): PythonExpression {
  const [value] = partsOf(node, text);
  return value === undefined ? other(node, text) : make(value);
}

function withField(node: RawNode, text: string, field: string, make: (value: PythonExpression) => PythonExpression): PythonExpression {
  const child = childOf(node, field);
  return child === undefined ? other(node, text) : make(expressionOf(child, text));
}

function other(node: RawNode, text: string): PythonExpression {
  return { kind: 'other', parts: partsOf(node, text), range: rangeOf(node) };
}

function partsOf(node: RawNode, text: string): readonly PythonExpression[] {
  return node.children.filter(isExpression).map((child) => expressionOf(child, text));
}
