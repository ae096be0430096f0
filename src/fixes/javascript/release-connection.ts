import type { Node, SourceFile as Tree } from 'ts-morph';
import type { Planned } from '../../model/change.ts';
import type { TextEdit } from '../../text/edit.ts';
import type { FixContext, Rewrite } from '../context.ts';
import { insideFinally } from './inside-finally.ts';
import { statementAround } from './statements.ts';
import { inStepsAt } from './steps.ts';
import { asKind } from './tree.ts';

/** Gives a connection of a pool back in a `finally`. `at` is `pool.connect()`. */
export function releaseConnection({ at }: Rewrite, context: FixContext): Promise<Planned> {
  return inStepsAt(at, context, [released]);
}

function released(node: Node, tree: Tree): readonly TextEdit[] | string {
  const statement = statementAround(node);
  const declaration = asKind(statement?.getDescendants().find((each) => each.getKindName() === 'VariableDeclaration'), 'VariableDeclaration');
  const name = asKind(declaration?.getNameNode(), 'Identifier');
  if (statement === undefined || declaration === undefined || name === undefined || !declaration.getInitializer()?.getText().includes(node.getText())) return 'it is not kept in a variable of its own';
  return insideFinally({ tree, statement, name: name.getText(), last: `${name.getText()}.release()` });
}
