import type { Node, SourceFile as Tree } from 'ts-morph';
import type { Planned } from '../../model/change.ts';
import { insertAt, type TextEdit } from '../../text/edit.ts';
import { newlineOf } from '../../text/layout.ts';
import type { FixContext, Rewrite } from '../context.ts';
import { indentOf, semicolonOf, statementAround } from './statements.ts';
import { inStepsAt } from './steps.ts';
import { indentUnit, quoteIn, written } from './style.ts';
import { tailOf } from './tail.ts';
import { asKind, unwrapped } from './tree.ts';

/**
 * Logs what an emitter says of its errors, right below where it is made. `at` is the call or `new` that makes it, `with.what` begins the
 * line of the log.
 */
export function logErrors({ at, with: given = {} }: Rewrite, context: FixContext): Promise<Planned> {
  return inStepsAt(at, context, [(node, tree) => listening(node, tree, String(given['what'] ?? 'connection failed'))]);
}

function listening(node: Node, tree: Tree, what: string): readonly TextEdit[] | string {
  const statement = statementAround(node);
  const name = statement === undefined ? undefined : holderOf(node, statement);
  if (statement === undefined || name === undefined) return 'it is not kept in a variable of its own';
  const text = tree.getFullText();
  const [newline, indent] = [newlineOf(text), indentOf(statement)];
  const lines = listenerLines(name, what, { tree, end: semicolonOf(statement) });
  const tail = tailOf(text, statement.getEnd());
  const code = lines.map((line) => `${newline}${indent}${line}`).join('');
  return [insertAt(tail.endsLine ? tail.end : statement.getEnd(), code)];
}

/** The lines that log the errors of something that has a name, written as the file is. */
export function listenerLines(name: string, what: string, { tree, end }: { readonly tree: Tree; readonly end: ';' | '' }): readonly string[] {
  const quote = quoteIn(tree);
  return [`${name}.on(${quote}error${quote}, (error) => {`, `${indentUnit(tree.getFullText())}console.error(${written(what, quote)}, error)${end}`, `})${end}`];
}

/** The variable or member that keeps what is made: `pool`, `this.pool`, `globalThis.pool`. */
function holderOf(node: Node, statement: Node): string | undefined {
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
