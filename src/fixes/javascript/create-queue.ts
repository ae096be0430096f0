import type { Node, SourceFile as Tree } from 'ts-morph';
import type { Planned } from '../../model/change.ts';
import { insertAt, type TextEdit } from '../../text/edit.ts';
import { newlineOf } from '../../text/layout.ts';
import type { FixContext, Rewrite } from '../context.ts';
import { functionAround } from './module-scope.ts';
import { indentOf, linesBelow, semicolonOf, statementAround } from './statements.ts';
import { inStepsAt } from './steps.ts';
import { asKind, nodesIn } from './tree.ts';

/** pg-boss makes a queue before its first job is sent or taken. `at` are calls of `send` and `work`, one for each queue. */
export function createQueue({ at }: Rewrite, context: FixContext): Promise<Planned> {
  return inStepsAt(at, context, [(node, tree) => created(node, tree)]);
}

function created(node: Node, tree: Tree): readonly TextEdit[] | string {
  const call = asKind(node, 'CallExpression');
  const boss = asKind(call?.getExpression(), 'PropertyAccessExpression')?.getExpression();
  const [name] = call?.getArguments() ?? [];
  if (call === undefined || boss === undefined || name === undefined) return 'no call of a queue stands there';
  if (!/^[\w$.]+$/.test(boss.getText())) return 'the object that it is called on has no name';
  const text = tree.getFullText();
  const line = (end: string) => `await ${boss.getText()}.createQueue(${name.getText()})${end}`;
  const start = startOf(tree, boss.getText());
  if (start !== undefined && start !== statementAround(call) && isVisible(name, start)) {
    const below = linesBelow(start, [line(semicolonOf(start))]);
    return below === undefined ? 'its start shares its line with other code' : [below];
  }
  const statement = statementAround(call);
  if (statement === undefined || !isAwaited(call, statement)) return 'nothing waits for it, and the queue has to be there first';
  if (functionAround(statement) !== functionAround(call)) return 'it stands in the middle of something else';
  return [insertAt(statement.getStart(), `${line(semicolonOf(statement))}${newlineOf(text)}${indentOf(statement)}`)];
}

/** `await boss.start()` as a statement of its own. */
function startOf(tree: Tree, boss: string): Node | undefined {
  const call = nodesIn(tree).find((each) => asKind(each, 'CallExpression')?.getExpression().getText() === `${boss}.start`);
  const statement = call === undefined ? undefined : statementAround(call);
  return call !== undefined && statement !== undefined && isAwaited(call, statement) ? statement : undefined;
}

function isAwaited(call: Node, statement: Node): boolean {
  const above = call.getParent();
  if (above?.getKindName() !== 'AwaitExpression') return false;
  const outer = above.getParent();
  return outer === statement || asKind(outer, 'VariableDeclaration') !== undefined;
}

/** A text, or a name that the top of the file declares. */
function isVisible(name: Node, from: Node): boolean {
  if (/^(StringLiteral|NoSubstitutionTemplateLiteral)$/.test(name.getKindName())) return true;
  const identifier = asKind(name, 'Identifier') ?? asKind(asKind(name, 'PropertyAccessExpression')?.getExpression(), 'Identifier');
  const declarations = identifier?.getDefinitionNodes().filter((each) => each.getSourceFile() === from.getSourceFile()) ?? [];
  return declarations.length > 0 && declarations.every((each) => functionAround(each) === undefined && each.getEnd() < from.getStart());
}
