import { ownExpressions, ownStatements, withParts } from '../../../code/python/walk.ts';
import type { PythonStatement } from '../../../documents/python-tree.ts';
import type { Planned } from '../../../model/change.ts';
import { insertAt } from '../../../text/edit.ts';
import { indentAt, lineEnd, lineStart, newlineOf } from '../../../text/layout.ts';
import type { FixContext, Rewrite } from '../../context.ts';
import { edited, refused } from '../../planned.ts';
import { withoutStatement } from '../statement-edits.ts';
import { callInLoop, type InLoop } from './loop-at.ts';

/** Moves a commit from the body of a loop behind it: what was written row by row is then written all together or not at all. */
export async function commitAfterLoop({ at: [at] }: Rewrite, context: FixContext): Promise<Planned> {
  const found = await callInLoop(at, context);
  if (typeof found === 'string') return refused(found);
  const because = whyNot(found);
  if (because !== undefined) return refused(because);
  const { file: { path, text }, loop, statement } = found;
  const line = lineStart(text, statement.range.start);
  const removal = withoutStatement(found, statement);
  if (removal === undefined) return refused('the commit shares its line with other code');
  const newline = newlineOf(text);
  const last = loop.body.at(-1);
  const end = lineEnd(text, Math.max(loop.range.end, last?.range.end ?? 0));
  const moved = `${indentAt(text, loop.range.start)}${text.slice(statement.range.start, statement.range.end)}`;
  const isOpen = end === text.length && !text.endsWith('\n');
  // Where the commit ends the loop, both are one edit: its line moves out by one level.
  if (last === statement) return edited(path, [{ range: { start: line, end: statement.range.end }, text: moved }]);
  return edited(path, [removal, isOpen ? insertAt(end, `${newline}${moved}`) : insertAt(end, `${moved}${newline}`)]);
}

function whyNot({ loop, statement, call, file: { text } }: InLoop): string | undefined {
  const others = loop.body.filter((each) => each !== statement);
  if (others.length === 0) return 'nothing else stands in the loop';
  const all = [...ownStatements(loop.body)];
  const own = text.slice(call.callee.range.start, call.callee.range.end);
  const calls = all.flatMap((each) => ownExpressions(each).flatMap((one) => [...withParts(one)])).flatMap((part) => (part.kind === 'call' ? [text.slice(part.callee.range.start, part.callee.range.end)] : []));
  if (calls.filter((each) => each === own).length > 1) return 'the loop commits in more than one place';
  if (calls.some((each) => /\.(rollback|refresh|begin|begin_nested|close)$/.test(each))) return 'the loop refreshes rows, or ends their transaction itself';
  if (all.some((each) => each.kind === 'return' || each.kind === 'raise' || (each.kind === 'other' && /^(break|yield)\b/.test(text.slice(each.range.start, each.range.end))))) return 'the loop may end early, and what came before is to stay';
  if (calls.some((each) => /sleep$|(^|\.)(requests|httpx)\.|\.(post|send|send_message|publish|delay|apply_async|enqueue|send_task)$/.test(each))) return 'the loop tells others of what it has committed';
  const after = loop.body.slice(loop.body.indexOf(statement) + 1);
  return after.every(isHarmless) ? undefined : 'what follows the commit in the loop may need what it did';
}

/** `ids.append(row)`, `count += 1`. */
function isHarmless(statement: PythonStatement): boolean {
  if (statement.kind === 'assign') return statement.operator === '+=' && statement.value?.kind === 'number';
  if (statement.kind !== 'expression' || statement.value.kind !== 'call') return false;
  const { callee, arguments: given } = statement.value;
  return callee.kind === 'attribute' && callee.name === 'append' && given.every(({ value }) => value.kind === 'name');
}
