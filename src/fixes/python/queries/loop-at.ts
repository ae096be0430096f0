import { expressionAt, statementsAround } from '../../../code/python/walk.ts';
import type { PythonCall, PythonExpression, PythonModule, PythonStatement } from '../../../documents/python-tree.ts';
import type { Evidence } from '../../../model/fact.ts';
import type { SourceFile } from '../../../model/source-file.ts';
import { indentAt } from '../../../text/layout.ts';
import type { FixContext } from '../../context.ts';
import { writtenAt } from '../written-at.ts';

/** A `for` loop as a statement. */
export type ForLoop = PythonStatement & { readonly kind: 'loop' };

/** A call that is a statement of a loop's body. */
export interface InLoop {
  readonly file: SourceFile;
  readonly tree: PythonModule;
  readonly call: PythonCall;
  readonly statement: PythonStatement & { readonly kind: 'expression' };
  readonly isAwaited: boolean;
  readonly loop: ForLoop;
  readonly target: PythonExpression;
  readonly items: PythonExpression;
}

/** The call at a place, where it is a statement directly in a `for` loop; else why it is not. */
export async function callInLoop(at: Evidence, context: FixContext): Promise<InLoop | string> {
  const found = await writtenAt(at, context);
  if (typeof found === 'string') return found;
  const { file, tree, range } = found;
  const call = expressionAt(tree.body, range);
  const spots = statementsAround(tree.body, range);
  const [outer, inner] = [spots.at(-2), spots.at(-1)];
  if (call?.kind !== 'call' || outer?.statement.kind !== 'loop' || inner?.statement.kind !== 'expression') return 'it is no statement of its own in the loop';
  const { value } = inner.statement;
  const [target, items] = outer.statement.header;
  const isAwaited = value.kind === 'await';
  if ((value.kind === 'await' ? value.value : value) !== call) return 'something else is made of its result';
  if (target === undefined || items === undefined || outer.statement.async) return 'the loop is no plain for';
  if (hasElse(file.text, outer.statement)) return 'the loop has an else';
  return { file, tree, call, statement: inner.statement, isAwaited, loop: outer.statement, target, items };
}

/** The `else` of a loop stands as far in as the loop. */
function hasElse(text: string, { range }: ForLoop): boolean {
  const indent = indentAt(text, range.start);
  return text.slice(range.start, range.end).split('\n').some((line) => line.startsWith(`${indent}else`) && /^\s*else\s*:/.test(line));
}

/** True where a comment stands in a range. */
export const hasComment = ({ comments }: PythonModule, { start, end }: { readonly start: number; readonly end: number }): boolean =>
  comments.some((comment) => comment.start >= start && comment.end <= end);
