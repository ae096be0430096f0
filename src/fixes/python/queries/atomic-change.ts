import { isTransactional } from '../../../code/python/queries/transactions.ts';
import { handleOf } from '../../../code/python/queries/handles.ts';
import { ownExpressions, ownStatements, withParts } from '../../../code/python/walk.ts';
import type { PythonExpression } from '../../../documents/python-tree.ts';
import type { Planned } from '../../../model/change.ts';
import { insertAt, type TextEdit } from '../../../text/edit.ts';
import type { FixContext, Rewrite } from '../../context.ts';
import { edited, refused } from '../../planned.ts';
import { importEdit } from '../imports.ts';
import { programOf } from '../program.ts';
import { changeAt, type ChangeAt } from './change-at.ts';
import { lockEdits } from './lock-row.ts';

/**
 * Lets the database change a value: `wallet.balance = Wallet.balance + amount` of SQLAlchemy, `F("balance") + amount` of Django. Where a
 * check of the value decides, the row is locked when it is read. `at` holds the change and its query by turns.
 * https://docs.sqlalchemy.org/en/20/orm/persistence_techniques.html#embedding-sql-insert-update-expressions-into-a-flush
 * https://docs.djangoproject.com/en/5.2/ref/models/expressions/#avoiding-race-conditions-using-f
 */
export async function atomicChange({ at, with: values }: Rewrite, context: FixContext): Promise<Planned> {
  const program = await programOf(context);
  const edits = new Map<string, TextEdit>();
  let path = '';
  for (let index = 0; index + 1 < at.length; index += 2) {
    const [change, read] = [at[index], at[index + 1]];
    const found = change === undefined || read === undefined ? undefined : changeAt(program, change, read);
    if (found === undefined || (path !== '' && path !== found.file.path)) return refused('the change and its query are not written in a way that can be rewritten');
    path = found.file.path;
    const isDjango = found.chain.receiver === undefined || handleOf(program, found.chain.receiver, found.place)?.library === 'django';
    const made = values?.['lock'] === true ? lockEdits(found, isDjango, isTransactional(program, found.place, found.read.range))
      : isDjango ? await withF(found) : withColumn(found);
    if (typeof made === 'string') return refused(made);
    for (const edit of made) edits.set(`${edit.range.start} ${edit.text}`, edit);
  }
  return edited(path, [...edits.values()]);
}

/** `row.x += n` becomes `row.x = Model.x + n`. */
function withColumn(found: ChangeAt): readonly TextEdit[] | string {
  const { model, file, field } = found;
  if (model === undefined) return 'nothing tells which model the row is of';
  const because = whyRead(found, found.around.async ? /^refresh$/ : /^(commit|flush)$/, found.around.async ? 'is read again before refresh() has loaded it' : 'is read again before it is sent');
  return because ?? changed(found, `${file.source.text.slice(model.range.start, model.range.end)}.${field}`);
}

async function withF(found: ChangeAt): Promise<readonly TextEdit[] | string> {
  const because = whyRead(found, /^a?refresh_from_db$/, 'is read again before refresh_from_db() has loaded it');
  if (because !== undefined) return because;
  if (savesAfter(found) !== 1) return `${found.row} is saved more than once, and each time would change the value again`;
  const imported = await importEdit(found.file.source, { from: 'django.db.models', name: 'F' }, found.statement.range.start);
  if (!imported.ok) return imported.because;
  const made = changed(found, `${imported.name}("${found.field}")`);
  return typeof made === 'string' ? made : [...imported.edits, ...made];
}

function changed({ statement, value, file: { source: { text } }, row, field }: ChangeAt, column: string): readonly TextEdit[] | string {
  const target = statement.targets[0];
  if (target === undefined) return 'it has no target';
  if (statement.operator === '+=' || statement.operator === '-=') {
    const needsBrackets = /^(binary|conditional|lambda)$/.test(value.kind) && !isBracketed(text, value);
    const operator = text.indexOf(statement.operator, target.range.end);
    return [
      { range: { start: target.range.end, end: operator + 2 }, text: ` = ${column} ${statement.operator.slice(0, 1)}` },
      ...(needsBrackets ? [insertAt(value.range.start, '('), insertAt(value.range.end, ')')] : []),
    ];
  }
  const own = [...withParts(value)].filter((part) => part.kind === 'attribute' && part.name === field && part.object.kind === 'name' && part.object.name === row);
  const [only] = own;
  if (only === undefined || own.length > 1 || value.kind !== 'binary') return 'its value is not plain addition';
  if (value.left !== only && value.right !== only) return 'a default stands in for a missing value, which the database would have to do too';
  return [{ range: only.range, text: column }];
}

/** Brackets around a value are no part of its range. */
const isBracketed = (text: string, { range }: PythonExpression): boolean => text[range.start - 1] === '(' && text[range.end] === ')';

/** Why the value must be there right after the change; undefined where nothing reads it, or only after what loads it again. */
function whyRead(found: ChangeAt, loads: RegExp, because: string): string | undefined {
  const { around, row, field, statement } = found;
  const after = [...ownStatements(around.body)].filter((each) => each.range.start > statement.range.end).flatMap((each) => ownExpressions(each).flatMap((one) => [...withParts(one)]));
  const loaded = after.find((part) => part.kind === 'call' && part.callee.kind === 'attribute' && loads.test(part.callee.name));
  const isAwaiting = around.async || loads.source.includes('refresh');
  const readers = after.filter((part) => (part.kind === 'attribute' && part.object.kind === 'name' && part.object.name === row && part.name === field)
    || (isAwaiting && part.kind === 'name' && part.name === row && !isSpoken(part, after)));
  const early = readers.find((part) => loaded === undefined || part.range.start < loaded.range.start);
  return early === undefined ? undefined : `${row}.${field} ${because}`;
}

/** The row itself before a dot, or what `add`, `save` and `refresh` are given: that reads no value. */
function isSpoken(name: PythonExpression, parts: readonly PythonExpression[]): boolean {
  return parts.some((part) => (part.kind === 'attribute' && part.object === name)
    || (part.kind === 'call' && part.callee.kind === 'attribute' && /^(add|refresh|delete)$/.test(part.callee.name) && part.arguments.some(({ value }) => value === name)));
}

function savesAfter({ around, row, statement }: ChangeAt): number {
  return [...ownStatements(around.body)].filter((each) => each.range.start > statement.range.end).flatMap((each) => ownExpressions(each).flatMap((one) => [...withParts(one)]))
    .filter((part) => part.kind === 'call' && part.callee.kind === 'attribute' && /^a?save$/.test(part.callee.name) && part.callee.object.kind === 'name' && part.callee.object.name === row).length;
}
