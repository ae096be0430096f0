import type { ImportedName, PythonExpression, PythonParameter, PythonStatement } from './python-tree.ts';
import { argumentsOf, childOf, expressionOf, isExpression, rangeOf, sliceOf } from './python-expressions.ts';
import type { RawNode } from './python-raw.ts';

type Converter = (node: RawNode, text: string) => readonly PythonStatement[];

const CONVERTERS: ReadonlyMap<string, Converter> = new Map(Object.entries<Converter>({
  import_statement: (node, text) => [{ kind: 'import', names: importedNames(node, text), range: rangeOf(node) }],
  import_from_statement: importFrom,
  future_import_statement: (node, text) => [{ kind: 'import-from', module: '__future__', level: 0, names: importedNames(node, text), star: false, range: rangeOf(node) }],
  expression_statement: expressionStatement,
  decorated_definition: decorated,
  function_definition: (node, text) => definition(node, text, []),
  class_definition: (node, text) => definition(node, text, []),
  if_statement: (node, text) => ifStatement(node, text, node.children.filter((child) => child.field === 'alternative')),
  for_statement: loop,
  while_statement: loop,
  with_statement: withStatement,
  try_statement: tryStatement,
  match_statement: matchStatement,
  return_statement: (node, text) => [{ kind: 'return', value: firstExpression(node, text), range: rangeOf(node) }],
  raise_statement: (node, text) => [{ kind: 'raise', value: firstExpression(node, text), range: rangeOf(node) }],
  global_statement: (node, text) => [{ kind: 'global', names: node.children.map((child) => sliceOf(child, text)), range: rangeOf(node) }],
  ERROR: (node, text) => statementsOf(node.children, text),
  block: (node, text) => statementsOf(node.children, text),
}));

/** Statements of a module or a block. What an unreadable place still holds is kept. */
export function statementsOf(nodes: readonly RawNode[], text: string): readonly PythonStatement[] {
  return nodes.flatMap((node) => {
    const convert = CONVERTERS.get(node.type);
    if (convert !== undefined) return convert(node, text);
    return isExpression(node) ? other(node, text) : [];
  });
}

function other(node: RawNode, text: string): readonly PythonStatement[] {
  if (!node.type.endsWith('_statement')) return [{ kind: 'expression', value: expressionOf(node, text), range: rangeOf(node) }];
  const parts = node.children.filter(isExpression).map((child) => expressionOf(child, text));
  return [{ kind: 'other', parts, range: rangeOf(node) }];
}

function importedNames(node: RawNode, text: string): readonly ImportedName[] {
  return node.children.filter((child) => child.field === 'name').map((child) => {
    const aliased = child.type === 'aliased_import';
    const name = aliased ? childOf(child, 'name') : child;
    const alias = aliased ? childOf(child, 'alias') : undefined;
    return {
      name: sliceOf(name ?? child, text).replace(/\s/g, ''),
      alias: alias === undefined ? undefined : sliceOf(alias, text),
      range: rangeOf(child),
    };
  });
}

function importFrom(node: RawNode, text: string): readonly PythonStatement[] {
  const source = childOf(node, 'module_name');
  const written = source === undefined ? '' : sliceOf(source, text).replace(/\s/g, '');
  const module = written.replace(/^\.+/, '');
  const star = node.children.some((child) => child.type === 'wildcard_import');
  return [{
    kind: 'import-from', module, level: written.length - module.length, names: importedNames(node, text), star, range: rangeOf(node),
  }];
}

function expressionStatement(node: RawNode, text: string): readonly PythonStatement[] {
  const [first] = node.children;
  if (first === undefined) return [];
  if (first.type === 'assignment' || first.type === 'augmented_assignment') return [assignment(first, text)];
  const values = node.children.filter(isExpression).map((child) => expressionOf(child, text));
  const [value] = values;
  if (value === undefined) return [];
  const range = rangeOf(node);
  return [{ kind: 'expression', value: values.length === 1 ? value : { kind: 'tuple', items: values, range }, range }];
}

/** `a = b = 1` is one assignment with two targets; the parser nests it. */
function assignment(node: RawNode, text: string): PythonStatement {
  const targets: PythonExpression[] = [];
  let current: RawNode | undefined = node;
  let annotation: RawNode | undefined;
  while (current?.type === 'assignment' || current?.type === 'augmented_assignment') {
    const left = childOf(current, 'left');
    if (left !== undefined) targets.push(expressionOf(left, text));
    annotation ??= childOf(current, 'type');
    current = childOf(current, 'right');
  }
  return {
    kind: 'assign',
    targets,
    value: current === undefined ? undefined : expressionOf(current, text),
    annotation: annotation === undefined ? undefined : expressionOf(annotation, text),
    operator: childOf(node, 'operator')?.type ?? '=',
    range: rangeOf(node),
  };
}

function decorated(node: RawNode, text: string): readonly PythonStatement[] {
  const inner = childOf(node, 'definition');
  if (inner === undefined) return [];
  const decorators = node.children.filter((child) => child.type === 'decorator')
    .flatMap((child) => child.children.filter(isExpression).map((part) => expressionOf(part, text)));
  return definition(inner, text, decorators);
}

function definition(node: RawNode, text: string, decorators: readonly PythonExpression[]): readonly PythonStatement[] {
  const name = childOf(node, 'name');
  if (name === undefined) return [];
  const shared = {
    name: sliceOf(name, text), nameRange: rangeOf(name), decorators, body: blockOf(node, 'body', text), range: rangeOf(node),
  };
  if (node.type === 'class_definition') {
    const header = argumentsOf(childOf(node, 'superclasses'), text);
    const bases = header.filter((argument) => argument.name === undefined).map((argument) => argument.value);
    return [{ kind: 'class', ...shared, bases, keywords: header.filter((argument) => argument.name !== undefined) }];
  }
  const async = node.children.some((child) => child.type === 'async');
  const list = childOf(node, 'parameters')?.children ?? [];
  return [{ kind: 'function', ...shared, async, parameters: list.flatMap((child) => parameter(child, text)) }];
}

function parameter(node: RawNode, text: string): readonly PythonParameter[] {
  const name = node.type === 'identifier' || node.type.endsWith('splat_pattern') ? node : (childOf(node, 'name') ?? node.children[0]);
  if (name === undefined || !isExpression(node) || node.type.endsWith('_separator')) return [];
  const written = sliceOf(name, text);
  const bare = written.replace(/^\*+\s*/, '');
  const annotation = childOf(node, 'type');
  const value = childOf(node, 'value');
  return bare === '' ? [] : [{
    name: bare,
    annotation: annotation === undefined ? undefined : expressionOf(annotation, text),
    default: value === undefined ? undefined : expressionOf(value, text),
    splat: written.startsWith('**') ? '**' : written.startsWith('*') ? '*' : '',
  }];
}

/** `elif` is an `if` inside `else`; a chain longer than people write is cut, so that no reader runs out of stack. */
function ifStatement(node: RawNode, text: string, alternatives: readonly RawNode[]): readonly PythonStatement[] {
  const test = childOf(node, 'condition');
  if (test === undefined) return blockOf(node, 'consequence', text);
  let otherwise: readonly PythonStatement[] = [];
  for (const branch of alternatives.slice(0, 200).reverse()) {
    const condition = childOf(branch, 'condition');
    const body = blockOf(branch, branch.type === 'else_clause' ? 'body' : 'consequence', text);
    const range = { start: branch.start, end: node.end };
    otherwise = condition === undefined ? body : [{ kind: 'if', test: expressionOf(condition, text), body, otherwise, range }];
  }
  return [{ kind: 'if', test: expressionOf(test, text), body: blockOf(node, 'consequence', text), otherwise, range: rangeOf(node) }];
}

function loop(node: RawNode, text: string): readonly PythonStatement[] {
  const header = ['left', 'right', 'condition'].flatMap((field) => childOf(node, field) ?? []);
  const alternative = childOf(node, 'alternative');
  const rest = alternative === undefined ? [] : blockOf(alternative, 'body', text);
  return [{
    kind: 'loop',
    header: header.map((part) => expressionOf(part, text)),
    body: [...blockOf(node, 'body', text), ...rest],
    async: node.children.some((child) => child.type === 'async'),
    range: rangeOf(node),
  }];
}

function withStatement(node: RawNode, text: string): readonly PythonStatement[] {
  const clause = node.children.find((child) => child.type === 'with_clause');
  const items = (clause?.children ?? []).filter((child) => child.type === 'with_item').flatMap((child) => {
    const value = childOf(child, 'value') ?? child.children.find(isExpression);
    if (value === undefined) return [];
    const alias = value.type === 'as_pattern' ? childOf(value, 'alias') : undefined;
    return [{ value: expressionOf(value, text), name: alias === undefined ? undefined : sliceOf(alias, text), range: rangeOf(child) }];
  });
  const async = node.children.some((child) => child.type === 'async');
  return [{ kind: 'with', items, clause: rangeOf(clause ?? node), body: blockOf(node, 'body', text), async, range: rangeOf(node) }];
}

function tryStatement(node: RawNode, text: string): readonly PythonStatement[] {
  const clauses = (type: string) => node.children.filter((child) => child.type === type);
  const bodyOf = (clause: RawNode) => statementsOf(clause.children.filter((child) => child.type === 'block'), text);
  return [{
    kind: 'try',
    body: blockOf(node, 'body', text),
    handlers: node.children.filter((child) => child.type.startsWith('except')).map(bodyOf),
    otherwise: clauses('else_clause').flatMap(bodyOf),
    finally: clauses('finally_clause').flatMap(bodyOf),
    finallyRange: clauses('finally_clause').map(rangeOf)[0],
    range: rangeOf(node),
  }];
}

function matchStatement(node: RawNode, text: string): readonly PythonStatement[] {
  const subject = childOf(node, 'subject');
  if (subject === undefined) return [];
  const branches = (childOf(node, 'body')?.children ?? []).filter((child) => child.type === 'case_clause');
  const cases = branches.map((branch) => blockOf(branch, 'consequence', text));
  return [{ kind: 'match', subject: expressionOf(subject, text), cases, range: rangeOf(node) }];
}

function blockOf(node: RawNode, field: string, text: string): readonly PythonStatement[] {
  const block = childOf(node, field);
  return block === undefined ? [] : statementsOf(block.children, text);
}

function firstExpression(node: RawNode, text: string): PythonExpression | undefined {
  const child = node.children.find(isExpression);
  return child === undefined ? undefined : expressionOf(child, text);
}
