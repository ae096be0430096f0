import type { ExportNamedDeclaration, Expression, Node, Program } from 'oxc-parser';
import type { Export } from './module.ts';
import { keyName, memberName } from './tree.ts';

interface Exports {
  readonly exports: Map<string, Export>;
  readonly starExports: string[];
}

/** What a module gives to others: `export`, `module.exports`, `exports.x`. */
export function exportsOf(program: Program): Exports {
  const result: Exports = { exports: new Map(), starExports: [] };
  for (const statement of program.body) {
    switch (statement.type) {
      case 'ExportDefaultDeclaration':
        result.exports.set('default', { kind: 'value', node: statement.declaration });
        break;
      case 'TSExportAssignment':
        result.exports.set('=', { kind: 'value', node: statement.expression });
        break;
      case 'ExportAllDeclaration':
        if (statement.exported === null) result.starExports.push(statement.source.value);
        else result.exports.set(nameOf(statement.exported), { kind: 'from', source: statement.source.value, imported: '*' });
        break;
      case 'ExportNamedDeclaration':
        if (statement.exportKind !== 'type') addNamed(result, statement);
        break;
      case 'ExpressionStatement':
        addCommonJs(result, statement.expression, 0);
        break;
      default:
    }
  }
  return result;
}

function nameOf(node: { readonly type: string; readonly name?: string; readonly value?: string }): string {
  return node.name ?? node.value ?? '';
}

function addNamed(result: Exports, statement: ExportNamedDeclaration): void {
  for (const specifier of statement.specifiers) {
    const exported = nameOf(specifier.exported);
    const local = nameOf(specifier.local);
    result.exports.set(exported, statement.source === null ? { kind: 'local', name: local }
      : { kind: 'from', source: statement.source.value, imported: local });
  }
  const { declaration } = statement;
  if (declaration === null) return;
  if (declaration.type === 'VariableDeclaration') {
    for (const { id } of declaration.declarations) for (const name of patternNames(id)) result.exports.set(name, { kind: 'local', name });
  } else if ('id' in declaration && declaration.id !== null && declaration.id.type === 'Identifier') {
    result.exports.set(declaration.id.name, { kind: 'local', name: declaration.id.name });
  }
}

function patternNames(pattern: Node): string[] {
  if (pattern.type === 'Identifier') return [pattern.name];
  if (pattern.type === 'ObjectPattern') {
    return pattern.properties.flatMap((property) => (property.type === 'Property' ? patternNames(property.value) : patternNames(property.argument)));
  }
  if (pattern.type === 'ArrayPattern') return pattern.elements.flatMap((element) => (element === null ? [] : patternNames(element)));
  return pattern.type === 'AssignmentPattern' ? patternNames(pattern.left) : [];
}

/** `module.exports = x`, `exports.a = x`, `module.exports.a = exports.b = x`. */
function addCommonJs(result: Exports, expression: Expression, depth: number): void {
  if (expression.type !== 'AssignmentExpression' || expression.left.type !== 'MemberExpression' || depth > 20) return;
  const { left, right } = expression;
  const value: Export = { kind: 'value', node: lastRight(right) };
  const name = memberName(left);
  if (isModuleExports(left)) {
    result.exports.set('=', value);
    if (right.type === 'ObjectExpression') addProperties(result, right);
  } else if (name !== undefined && (isModuleExports(left.object) || (left.object.type === 'Identifier' && left.object.name === 'exports'))) {
    result.exports.set(name, value);
  }
  addCommonJs(result, right, depth + 1);
}

function addProperties(result: Exports, object: Node): void {
  if (object.type !== 'ObjectExpression') return;
  for (const property of object.properties) {
    if (property.type !== 'Property') continue;
    const name = keyName(property.key, property.computed);
    if (name !== undefined) result.exports.set(name, { kind: 'value', node: property.value });
  }
}

function isModuleExports(node: Node): boolean {
  return node.type === 'MemberExpression' && memberName(node) === 'exports' && node.object.type === 'Identifier' && node.object.name === 'module';
}

function lastRight(expression: Expression): Expression {
  let current = expression;
  while (current.type === 'AssignmentExpression') current = current.right;
  return current;
}
