import type { Identifier, Node } from 'ts-morph';
import { nameOf } from './set-property.ts';
import { asKind } from './tree.ts';

/**
 * True where a change of a node would reach more than the user it is made for: a declaration around it, that is not around the user
 * too, is exported or used more than once.
 */
export function isShared(node: Node, user: Node): boolean {
  for (let outer: Node | undefined = node; outer !== undefined && !isAround(outer, user); outer = outer.getParent()) {
    const declaration = asKind(outer, 'VariableDeclaration') ?? asKind(outer, 'FunctionDeclaration');
    if (declaration === undefined) continue;
    const name = asKind(declaration.getNameNode(), 'Identifier');
    if (name === undefined || declaration.isExported() || usesOf(name, node).length > 1) return true;
  }
  return false;
}

/** The places that use a declared name; of an object, those that may reach the node inside it. */
function usesOf(name: Identifier, node: Node): readonly Node[] {
  const key = firstKeyTo(node, name.getParent());
  return name.findReferencesAsNodes().filter((use) => {
    if (use === name || use.getStart() === name.getStart()) return false;
    const access = asKind(use.getParent(), 'PropertyAccessExpression');
    return key === undefined || access === undefined || access.getExpression() !== use || access.getName() === key;
  });
}

/** `web` for a node inside `const SETTINGS = { web: ... }`. */
function firstKeyTo(node: Node, declaration: Node | undefined): string | undefined {
  let key: string | undefined;
  for (let outer: Node | undefined = node; outer !== undefined && outer !== declaration; outer = outer.getParent()) {
    const property = asKind(outer, 'PropertyAssignment');
    if (property !== undefined) key = nameOf(property);
  }
  return key;
}

const isAround = (outer: Node, inner: Node): boolean =>
  outer.getSourceFile() === inner.getSourceFile() && outer.getPos() <= inner.getPos() && inner.getEnd() <= outer.getEnd();
