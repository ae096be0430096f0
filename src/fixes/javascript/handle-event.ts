import type { Node, SourceFile as Tree } from 'ts-morph';
import type { Planned } from '../../model/change.ts';
import { insertAt, type TextEdit } from '../../text/edit.ts';
import { newlineOf } from '../../text/layout.ts';
import type { FixContext, Rewrite } from '../context.ts';
import { indentOf, semicolonOf, statementAround } from './statements.ts';
import { inStepsAt } from './steps.ts';
import { quoteIn } from './style.ts';
import { tailOf } from './tail.ts';
import { asKind } from './tree.ts';

/** What is done about an event, by its name: the listener, with `Q` for the quote of the file. */
const LISTENERS: Readonly<Record<string, string>> = {
  error: '(error) => console.error(error)',
  failed: '(job, error) => console.error(Qjob failedQ, job?.name, job?.id, error)',
};

/** An object gets a listener for an event as soon as it is made. `at` is the call that makes it, `event` the event. */
export function handleEvent({ at, with: values }: Rewrite, context: FixContext): Promise<Planned> {
  const event = String(values?.['event'] ?? '');
  return inStepsAt(at, context, [(node, tree) => listened(node, tree, event)]);
}

function listened(node: Node, tree: Tree, event: string): readonly TextEdit[] | string {
  const listener = LISTENERS[event];
  const statement = statementAround(node);
  const name = nameFor(node);
  if (listener === undefined || statement === undefined || name === undefined) return 'what is made has no name of its own';
  const text = tree.getFullText();
  const tail = tailOf(text, statement.getEnd());
  if (!tail.endsLine) return 'it shares its line with other code';
  const quote = quoteIn(tree);
  const code = `${name}.on(${quote}${event}${quote}, ${listener.replaceAll('Q', quote)})${semicolonOf(statement)}`;
  return [insertAt(tail.end, `${newlineOf(text)}${indentOf(statement)}${code}`)];
}

/** `boss` of `const boss = new PgBoss()`, `this.boss` of `this.boss = new PgBoss()`. */
export function nameFor(node: Node): string | undefined {
  const parent = node.getParent();
  const declaration = asKind(parent, 'VariableDeclaration');
  if (declaration !== undefined) return declaration.getNameNode().getKindName() === 'Identifier' ? declaration.getName() : undefined;
  const assigned = asKind(parent, 'BinaryExpression');
  const left = assigned?.getOperatorToken().getText() === '=' ? assigned.getLeft().getText() : undefined;
  return left !== undefined && /^[\w$.]+$/.test(left) ? left : undefined;
}
