import type { CallExpression, Expression, Node, ObjectExpression } from '@oxc-project/types';
import { walk, type SyntaxNode } from '../../documents/typescript.ts';

/** Calls of a tree in the order of the text, what stands in a function or method called `down` left out. */
export function callsGoingUp(tree: SyntaxNode): readonly CallExpression[] {
  const calls: CallExpression[] = [];
  walk(tree, (node) => {
    if (isDown(node as Node)) return 'skip';
    if (node.type === 'CallExpression') calls.push(node as CallExpression);
    return undefined;
  });
  return calls;
}

function isDown(node: Node): boolean {
  switch (node.type) {
    case 'FunctionDeclaration': return node.id?.name === 'down';
    case 'MethodDefinition': case 'Property': case 'PropertyDefinition': return keyOf(node.key) === 'down';
    case 'VariableDeclarator': return node.id.type === 'Identifier' && node.id.name === 'down';
    case 'AssignmentExpression': return node.left.type === 'MemberExpression' && node.left.property.type === 'Identifier' && node.left.property.name === 'down';
    default: return false;
  }
}

/** The name of a method that is called. */
export function methodOf({ callee }: CallExpression): string {
  return callee.type === 'MemberExpression' && callee.property.type === 'Identifier' ? callee.property.name : callee.type === 'Identifier' ? callee.name : '';
}

function keyOf(key: Node): string | undefined {
  return key.type === 'Identifier' ? key.name : textOf(key);
}

/** A text without parts from elsewhere. */
export function textOf(node: Node | null | undefined): string | undefined {
  if (node?.type === 'Literal') return typeof node.value === 'string' ? node.value : undefined;
  return node?.type === 'TemplateLiteral' && node.expressions.length === 0 ? node.quasis[0]?.value.cooked ?? undefined : undefined;
}

/** A text, or the texts of a list; undefined where one is none. */
export function textsOf(node: Node | null | undefined): readonly string[] | undefined {
  const text = textOf(node);
  if (text !== undefined) return [text];
  if (node?.type !== 'ArrayExpression') return undefined;
  const texts = node.elements.map((element) => textOf(element as Node | null) ?? (element?.type === 'ObjectExpression' ? textOf(valueIn(element, 'name')) : undefined));
  return texts.every((each) => each !== undefined) ? texts : undefined;
}

export function valueIn(node: Node | undefined, name: string): Expression | undefined {
  if (node?.type !== 'ObjectExpression') return undefined;
  for (const property of (node as ObjectExpression).properties) if (property.type === 'Property' && keyOf(property.key) === name) return property.value;
  return undefined;
}

export const isTrue = (node: Node | undefined): boolean => node?.type === 'Literal' && node.value === true;
