import type { Node, SourceFile as Tree } from 'ts-morph';
import type { Planned } from '../../model/change.ts';
import { insertAt, type TextEdit } from '../../text/edit.ts';
import { newlineOf } from '../../text/layout.ts';
import type { FixContext, Rewrite } from '../context.ts';
import { insideFinally } from './inside-finally.ts';
import { functionAround, isTaken } from './module-scope.ts';
import { indentOf, semicolonOf, statementAround } from './statements.ts';
import { inStepsAt, type Step } from './steps.ts';
import { quoteIn, written } from './style.ts';
import { asKind, rangeOf } from './tree.ts';

/** A transaction gets a connection of its own. `at` is the call that sends BEGIN to a pool. */
export function ownConnection({ at }: Rewrite, context: FixContext): Promise<Planned> {
  return inStepsAt(at, context, [taken, givenBack]);
}

/** Takes a connection above BEGIN, and sends all further statements of the function through it. */
const taken: Step = (node, tree) => {
  const receiver = receiverOf(node);
  const around = functionAround(node);
  const begins = statementAround(node);
  if (receiver === undefined || around === undefined || begins === undefined) return 'it does not stand in a function';
  if (begins.getKindName() !== 'ExpressionStatement' || asKind(node.getParent(), 'CallExpression') !== undefined) return 'BEGIN is sent in the middle of something else';
  const name = ['client', 'connection', 'transaction'].find((each) => !isTaken(tree, each));
  if (name === undefined) return 'no name for the connection is free';
  const asked = around.getDescendants().filter((each) => each.getStart() >= node.getStart() && receiverOf(each)?.getText() === receiver.getText());
  if (asked.some((each) => functionAround(each) !== around)) return 'an inner function asks the pool too';
  const home = tryAround(begins) ?? begins;
  const [text, indent] = [tree.getFullText(), indentOf(home)];
  const take = `const ${name} = await ${receiver.getText()}.connect()${semicolonOf(begins)}${newlineOf(text)}${indent}`;
  return [insertAt(home.getStart(), take), ...asked.flatMap((each) => receiverOf(each) ?? []).map((each): TextEdit => ({ range: rangeOf(each), text: name }))];
};

/** `pool` in `pool.query(...)`. */
function receiverOf(node: Node): Node | undefined {
  const access = asKind(asKind(node, 'CallExpression')?.getExpression(), 'PropertyAccessExpression');
  return access?.getName() === 'query' ? access.getExpression() : undefined;
}

/** The `try` that begins with a statement. */
function tryAround(statement: Node): Node | undefined {
  const block = statement.getParent();
  const outer = block?.getParent();
  return outer?.getKindName() === 'TryStatement' && block?.getChildSyntaxList()?.getChildAtIndex(0) === statement && outer.getChildAtIndex(1) === block ? outer : undefined;
}

/** Gives the connection back when all is done. */
const givenBack: Step = (node: Node, tree: Tree) => {
  const begins = statementAround(node);
  const home = begins === undefined ? undefined : tryAround(begins) ?? begins;
  const take = home?.getPreviousSibling();
  const name = asKind(take?.getDescendants().find((each) => each.getKindName() === 'VariableDeclaration'), 'VariableDeclaration')?.getName();
  if (take === undefined || name === undefined) return 'the connection cannot be found';
  const takesBack = /\bROLLBACK\b/i.test(functionAround(node)?.getText() ?? '');
  if (!takesBack && home?.getKindName() === 'TryStatement') return 'the try around it takes nothing back when something throws';
  // A connection that is given back in the middle of a transaction would hand it to the next request.
  const caught = takesBack ? [] : [`await ${name}.query(${written('ROLLBACK', quoteIn(tree))})`, 'throw error'];
  return insideFinally({ tree, statement: take, name, last: `${name}.release()`, caught });
};
