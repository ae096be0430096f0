import type { PythonExpression, PythonStatement } from '../../../documents/python-tree.ts';
import type { CallSite } from '../python-file.ts';
import { expressionsAround, statementsAround, withParts, type StatementSpot } from '../walk.ts';

/** The statements around a call, outermost first. */
export const around = ({ call, place }: Pick<CallSite, 'call' | 'place'>): readonly StatementSpot[] => statementsAround(place.file.tree.body, call.range);

/** True where a call is a statement of its own, so that nobody gets what it gives. */
export function isDropped(site: CallSite): boolean {
  const statement = around(site).at(-1)?.statement;
  return statement?.kind === 'expression' && statement.value === site.call;
}

/** True for `for x in xs`, false for `while` and `async for`. */
export function isForLoop(statement: PythonStatement, text: string): statement is PythonStatement & { readonly kind: 'loop' } {
  return statement.kind === 'loop' && !statement.async && /^for\b/.test(text.slice(statement.range.start, statement.range.start + 4));
}

/** The names that an expression reads. */
export function namesIn(expression: PythonExpression | undefined): ReadonlySet<string> {
  if (expression === undefined) return new Set();
  return new Set([...withParts(expression)].flatMap((part) => (part.kind === 'name' ? [part.name] : [])));
}

/** The await around a call, if it is awaited itself. */
export function awaitOf(site: CallSite): PythonExpression | undefined {
  const statement = around(site).at(-1)?.statement;
  const expressions = statement === undefined ? [] : expressionsAround(statement, site.call.range);
  const parent = expressions[expressions.indexOf(site.call) - 1];
  return parent?.kind === 'await' ? parent : undefined;
}
