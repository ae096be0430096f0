import type { Node, SourceFile as Tree } from 'ts-morph';
import type { Planned } from '../../model/change.ts';
import type { TextEdit } from '../../text/edit.ts';
import type { FixContext, Rewrite } from '../context.ts';
import { holderOf } from './holder.ts';
import { linesBelow, semicolonOf, statementAround } from './statements.ts';
import { inStepsAt } from './steps.ts';
import { indentUnit, quoteIn, written } from './style.ts';

/**
 * Logs what an emitter says of its errors, right below where it is made. `at` is the call or `new` that makes it, `with.what` begins the
 * line of the log.
 */
export function logErrors({ at, with: given = {} }: Rewrite, context: FixContext): Promise<Planned> {
  return inStepsAt(at, context, [(node, tree) => listening(node, tree, String(given['what'] ?? 'connection failed'))]);
}

function listening(node: Node, tree: Tree, what: string): readonly TextEdit[] | string {
  const statement = statementAround(node);
  const name = holderOf(node);
  if (statement === undefined || name === undefined) return 'it is not kept in a variable of its own';
  const below = linesBelow(statement, listenerLines(name, what, { tree, end: semicolonOf(statement) }));
  return below === undefined ? 'it shares its line with other code' : [below];
}

/** The lines that log the errors of something that has a name, written as the file is. */
export function listenerLines(name: string, what: string, { tree, end }: { readonly tree: Tree; readonly end: ';' | '' }): readonly string[] {
  const quote = quoteIn(tree);
  return [`${name}.on(${quote}error${quote}, (error) => {`, `${indentUnit(tree.getFullText())}console.error(${written(what, quote)}, error)${end}`, `})${end}`];
}
