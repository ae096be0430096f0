import type { Node } from 'ts-morph';
import { statementAround } from './statements.ts';
import { asKind, unwrapped } from './tree.ts';

/** The variable or member that keeps what is made: `pool`, `this.pool`, `globalThis.pool`; undefined where it goes elsewhere first. */
export function holderOf(node: Node): string | undefined {
  const statement = statementAround(node);
  let inner = node;
  for (let outer = inner.getParent(); outer !== undefined; outer = inner.getParent()) {
    const declaration = asKind(outer, 'VariableDeclaration');
    if (declaration !== undefined) return asKind(declaration.getNameNode(), 'Identifier')?.getText();
    const assignment = asKind(outer, 'BinaryExpression');
    if (assignment?.getOperatorToken().getText() === '=') {
      const target = assignment.getLeft();
      return outer.getParent() === statement && /^[\w$.]+$/.test(target.getText()) ? target.getText() : undefined;
    }
    const isAround = unwrapped(outer) !== outer || outer.getKindName() === 'AwaitExpression' || (assignment !== undefined && /^(\?\?|\|\|)$/.test(assignment.getOperatorToken().getText()));
    if (!isAround) return undefined;
    inner = outer;
  }
  return undefined;
}
