import type { Expression, Node } from 'oxc-parser';
import type { Binding, Scope } from './module.ts';
import { isFunction, keyName } from './tree.ts';
import type { FunctionNode } from './tree.ts';

interface PatternName {
  readonly name: string;
  readonly keys: readonly string[];
  readonly fallback: Expression | undefined;
}

/** The scope that a node opens, or the one around it. */
export function openScope(node: Node, outer: Scope): Scope {
  const opens = isFunction(node) || node.type === 'ClassDeclaration' || node.type === 'ClassExpression'
    || (node.type === 'BlockStatement') || node.type === 'ForStatement' || node.type === 'ForOfStatement'
    || node.type === 'ForInStatement' || node.type === 'CatchClause' || node.type === 'SwitchStatement' || node.type === 'StaticBlock';
  if (!opens) return outer;
  const scope: Scope = { range: { start: startOf(node), end: node.end }, parent: outer, children: [], bindings: new Map() };
  outer.children.push(scope);
  return scope;
}

/** `@Module({ ... }) export class Shop {}`: what decorates an exported class stands before it, and is read as a part of it. */
function startOf(node: Node): number {
  const [first] = node.type === 'ClassDeclaration' || node.type === 'ClassExpression' ? node.decorators : [];
  return Math.min(first?.start ?? node.start, node.start);
}

/** Puts the names that a node declares into their scope. */
export function declare(node: Node, scope: Scope, outer: Scope): void {
  if (isFunction(node)) return declareFunction(node, scope, outer);
  switch (node.type) {
    case 'ImportDeclaration':
      return declareImports(node, scope);
    case 'TSImportEqualsDeclaration':
      if (node.moduleReference.type === 'TSExternalModuleReference') {
        add(scope, node.id.name, { kind: 'import', source: node.moduleReference.expression.value, imported: '*' });
      }
      return;
    case 'ClassDeclaration':
      if (node.id !== null) add(outer, node.id.name, { kind: 'class', node });
      return;
    case 'VariableDeclaration':
      for (const { id, init } of node.declarations) {
        for (const { name, keys, fallback } of namesOf(id)) {
          add(scope, name, { kind: 'variable', name, initial: init ?? undefined, keys, fallback, assigned: [], scope });
        }
      }
      return;
    default:
  }
}

function add(scope: Scope, name: string, binding: Binding): void {
  if (!scope.bindings.has(name)) scope.bindings.set(name, binding);
}

function declareFunction(node: FunctionNode, scope: Scope, outer: Scope): void {
  if (node.type === 'FunctionDeclaration' && node.id !== null) add(outer, node.id.name, { kind: 'function', node, used: [] });
  for (const [index, parameter] of node.params.entries()) {
    const pattern: Node = parameter.type === 'TSParameterProperty' ? parameter.parameter : parameter;
    for (const { name, keys, fallback } of namesOf(pattern)) {
      add(scope, name, { kind: 'parameter', name, owner: node, index, keys, fallback });
    }
  }
}

function declareImports(node: Node, scope: Scope): void {
  if (node.type !== 'ImportDeclaration' || node.importKind === 'type') return;
  for (const specifier of node.specifiers) {
    if (specifier.type === 'ImportSpecifier') {
      if (specifier.importKind === 'type') continue;
      const imported = specifier.imported.type === 'Literal' ? specifier.imported.value : specifier.imported.name;
      add(scope, specifier.local.name, { kind: 'import', source: node.source.value, imported });
    } else {
      const imported = specifier.type === 'ImportDefaultSpecifier' ? 'default' : '*';
      add(scope, specifier.local.name, { kind: 'import', source: node.source.value, imported });
    }
  }
}

/** All names that a pattern binds, with the keys that lead to them. */
function namesOf(pattern: Node, keys: readonly string[] = [], fallback?: Expression): PatternName[] {
  if (keys.length > 8) return [];
  switch (pattern.type) {
    case 'Identifier':
      return [{ name: pattern.name, keys, fallback }];
    case 'AssignmentPattern':
      return namesOf(pattern.left, keys, pattern.right);
    case 'RestElement':
      return namesOf(pattern.argument, [...keys, '...'], undefined);
    case 'ArrayPattern':
      return pattern.elements.flatMap((element, index) => (element === null ? [] : namesOf(element, [...keys, String(index)])));
    case 'ObjectPattern':
      return pattern.properties.flatMap((property) => {
        if (property.type === 'RestElement') return namesOf(property.argument, [...keys, '...']);
        const key = keyName(property.key, property.computed);
        return namesOf(property.value, [...keys, key ?? '...']);
      });
    default:
      return [];
  }
}
