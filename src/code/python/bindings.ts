import type { PythonExpression, PythonFunction, PythonStatement } from '../../documents/python-tree.ts';
import type { Binding, Bindings, Guard, Place, ScopeNode } from './python-file.ts';

interface Collector {
  readonly names: Map<string, Binding[]>;
  readonly stars: { module: string; level: number }[];
  readonly globals: Set<string>;
}

const KNOWN = new WeakMap<ScopeNode, Bindings>();

/** The names that a function or a class body binds; a function's parameters come first. */
export function bindingsOf(node: ScopeNode): Bindings {
  const known = KNOWN.get(node);
  if (known !== undefined) return known;
  const collector = newCollector();
  if (node.kind === 'function') addParameters(node, collector);
  collect(node.body, [], collector);
  KNOWN.set(node, collector);
  return collector;
}

/** The names that a module binds. */
export function moduleBindings(body: readonly PythonStatement[]): Bindings {
  const collector = newCollector();
  collect(body, [], collector);
  return collector;
}

function newCollector(): Collector {
  return { names: new Map(), stars: [], globals: new Set() };
}

function add(collector: Collector, name: string, binding: Binding): void {
  const list = collector.names.get(name);
  if (list === undefined) collector.names.set(name, [binding]);
  else list.push(binding);
}

function addParameters(node: PythonFunction, collector: Collector): void {
  for (const [index, parameter] of node.parameters.entries()) {
    add(collector, parameter.name, { kind: 'parameter', index, function: node, range: node.nameRange, guards: [] });
  }
}

function collect(body: readonly PythonStatement[], guards: readonly Guard[], collector: Collector): void {
  for (const statement of body) collectOne(statement, guards, collector);
}

function collectOne(statement: PythonStatement, guards: readonly Guard[], collector: Collector): void {
  const { range } = statement;
  switch (statement.kind) {
    case 'import':
      for (const each of statement.names) {
        const name = each.alias ?? each.name.split('.')[0] ?? each.name;
        add(collector, name, { kind: 'import', module: each.alias === undefined ? name : each.name, range, guards });
      }
      return;
    case 'import-from':
      if (statement.star) collector.stars.push({ module: statement.module, level: statement.level });
      for (const each of statement.names) {
        add(collector, each.alias ?? each.name, {
          kind: 'from', module: statement.module, level: statement.level, name: each.name, range, guards,
        });
      }
      return;
    case 'assign':
      for (const target of statement.targets) addTarget(target, statement, guards, collector);
      return;
    case 'function':
      add(collector, statement.name, { kind: 'function', node: statement, range, guards });
      return;
    case 'class':
      add(collector, statement.name, { kind: 'class', node: statement, range, guards });
      return;
    case 'global':
      for (const name of statement.names) collector.globals.add(name);
      return;
    default:
      collectBlocks(statement, guards, collector);
  }
}

function collectBlocks(statement: PythonStatement, guards: readonly Guard[], collector: Collector): void {
  switch (statement.kind) {
    case 'if':
      collect(statement.body, [...guards, { test: statement.test, holds: true }], collector);
      collect(statement.otherwise, [...guards, { test: statement.test, holds: false }], collector);
      return;
    case 'loop':
      for (const name of namesIn(statement.header[0])) add(collector, name, { kind: 'other', range: statement.range, guards });
      collect(statement.body, guards, collector);
      return;
    case 'with':
      for (const item of statement.items) {
        if (item.name === undefined) continue;
        add(collector, item.name, { kind: 'value', value: item.value, annotation: undefined, operator: '=', range: statement.range, guards });
      }
      collect(statement.body, guards, collector);
      return;
    case 'try':
      for (const block of [...statement.handlers].reverse()) collect(block, guards, collector);
      collect(statement.body, guards, collector);
      collect(statement.otherwise, guards, collector);
      collect(statement.finally, guards, collector);
      return;
    case 'match':
      for (const block of statement.cases) collect(block, [...guards, { test: statement.subject, holds: true }], collector);
      return;
    default:
  }
}

function addTarget(
  target: PythonExpression,
  statement: PythonStatement & { readonly kind: 'assign' },
  guards: readonly Guard[],
  collector: Collector,
): void {
  const { range, value, annotation, operator } = statement;
  if (target.kind === 'name') {
    if (value !== undefined) add(collector, target.name, { kind: 'value', value, annotation, operator, range, guards });
    else if (annotation !== undefined) add(collector, target.name, { kind: 'declaration', annotation, range, guards });
    return;
  }
  if (target.kind !== 'tuple' && target.kind !== 'list') return;
  for (const [index, item] of target.items.entries()) {
    const part = value?.kind === 'tuple' && value.items.length === target.items.length ? value.items[index] : undefined;
    if (item.kind === 'name' && part !== undefined) {
      add(collector, item.name, { kind: 'value', value: part, annotation: undefined, operator, range, guards });
      continue;
    }
    for (const name of namesIn(item)) add(collector, name, { kind: 'other', range, guards });
  }
}

/** The names that a target binds: those of a tuple too. */
export function namesIn(expression: PythonExpression | undefined): readonly string[] {
  if (expression === undefined) return [];
  if (expression.kind === 'name') return [expression.name];
  if (expression.kind === 'tuple' || expression.kind === 'list') return expression.items.flatMap(namesIn);
  return expression.kind === 'other' ? expression.parts.flatMap(namesIn) : [];
}

/** What gives a name its value where it is used: in the innermost function that does, else in the file. */
export function bindingsAt(name: string, place: Place): readonly Binding[] {
  for (const node of place.chain.toReversed()) {
    if (node.kind === 'class') continue;
    const found = bindingsOf(node).names.get(name);
    if (found !== undefined) return found;
  }
  return place.file.bindings.names.get(name) ?? [];
}
