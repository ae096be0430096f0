import { expressionAt, ownExpressions, ownStatements, withParts } from '../../../code/python/walk.ts';
import type { PythonCall } from '../../../documents/python-tree.ts';
import type { Planned } from '../../../model/change.ts';
import { indentAt, newlineOf } from '../../../text/layout.ts';
import type { Range } from '../../../text/range.ts';
import type { FixContext, Rewrite } from '../../context.ts';
import { edited, refused } from '../../planned.ts';
import { importEdit } from '../imports.ts';
import { scopesAround } from '../scopes-around.ts';
import { writtenAt } from '../written-at.ts';
import { insertText, valuesOf } from './insert-text.ts';

/**
 * `cursor.executemany("INSERT ... VALUES (%s, %s)", rows)` of psycopg2 becomes `execute_values`, which sends a hundred rows with one statement:
 * https://www.psycopg.org/docs/extras.html#fast-execution-helpers
 */
export async function executeValues({ at: [at] }: Rewrite, context: FixContext): Promise<Planned> {
  const found = await writtenAt(at, context);
  if (typeof found === 'string') return refused(found);
  const { file, tree: { body }, range } = found;
  const call = expressionAt(body, range);
  if (call?.kind !== 'call' || call.callee.kind !== 'attribute' || call.arguments.length !== 2 || call.arguments.some(({ name, splat }) => name !== undefined || splat !== '')) return refused('its arguments are not a text and rows');
  const [sql, rows] = call.arguments;
  const cursor = file.text.slice(call.callee.object.range.start, call.callee.object.range.end);
  const text = sql?.value.kind === 'string' ? insertText(file.text.slice(sql.range.start, sql.range.end)) : undefined;
  if (sql === undefined || rows === undefined || text === undefined) return refused('its text is not one plain INSERT that stands there');
  const around = scopesAround(body, call.range.start).findLast((each) => each.kind === 'function');
  const parts = [...ownStatements(around?.body ?? body)].flatMap((each) => ownExpressions(each).flatMap((one) => [...withParts(one)]));
  if (parts.some((part) => part.kind === 'attribute' && /^(rowcount|lastrowid|statusmessage|query)$/.test(part.name))) return refused('the number of rows is read, which execute_values() tells of its last statement only');
  if (/autocommit/i.test(file.text)) return refused('each row is committed for itself');
  const imported = await importEdit(file, { from: 'psycopg2.extras', name: 'execute_values' }, call.range.start);
  if (!imported.ok) return refused(imported.because);
  return edited(file.path, [
    ...imported.edits,
    { range: call.callee.range, text: imported.name },
    { range: sql.range, text: `${cursor},${between(file.text, call, sql.range)}${valuesOf(text)}` },
  ]);
}

/** A line of its own where the first argument has one, else a blank. */
function between(text: string, { brackets }: PythonCall, { start }: Range): string {
  const before = text.slice((brackets?.start ?? start) + 1, start);
  return before.includes('\n') ? `${newlineOf(text)}${indentAt(text, start)}` : ' ';
}
