import type { Planned } from '../../model/change.ts';
import { indentAt, newlineOf } from '../../text/layout.ts';
import type { FixContext, Rewrite } from '../context.ts';
import { indentOf, reindented, statementAround } from './statements.ts';
import { inStepsAt } from './steps.ts';
import { indentUnit, quoteIn } from './style.ts';
import { tailOf } from './tail.ts';
import { asKind, rangeOf } from './tree.ts';

/** Pages for developers are used while developing only, as the page of errorhandler itself shows: https://expressjs.com/en/resources/middleware/errorhandler.html */
export function debugFromEnvironment({ at }: Rewrite, context: FixContext): Promise<Planned> {
  return inStepsAt(at, context, [(node, tree) => {
    const statement = statementAround(node);
    const call = asKind(statement?.getChildAtIndex(0), 'CallExpression');
    if (statement?.getKindName() !== 'ExpressionStatement' || asKind(call?.getExpression(), 'PropertyAccessExpression')?.getName() !== 'use') return 'it is not used by a statement of its own';
    const text = tree.getFullText();
    const [indent, unit, newline, quote] = [indentOf(statement), indentUnit(text), newlineOf(text), quoteIn(tree)];
    if (indentAt(text, statement.getStart()).length !== statement.getStart() - text.lastIndexOf('\n', statement.getStart() - 1) - 1) return 'it shares its line with something else';
    const body = reindented(statement, indent, indent + unit);
    if (body === undefined) return 'a text of several lines in it would change with its indentation';
    const { start, end } = rangeOf(statement);
    const tail = tailOf(text, end);
    const comment = tail.endsLine ? text.slice(end, tail.end) : '';
    const opening = `if (process.env.NODE_ENV === ${quote}development${quote}) {`;
    return [{ range: { start, end: end + comment.length }, text: `${opening}${newline}${indent}${unit}${body}${comment}${newline}${indent}}` }];
  }]);
}
