import { bindingsOf, moduleBindings } from '../../../code/python/bindings.ts';
import { chainOf } from '../../../code/python/queries/chains.ts';
import { handleOf } from '../../../code/python/queries/handles.ts';
import { classOf } from '../../../code/python/origins.ts';
import type { Place } from '../../../code/python/python-file.ts';
import type { Program } from '../../../code/python/program.ts';
import { withParts } from '../../../code/python/walk.ts';
import type { PythonCall, PythonExpression } from '../../../documents/python-tree.ts';
import type { Planned } from '../../../model/change.ts';
import type { TextEdit } from '../../../text/edit.ts';
import { indentAt, newlineOf } from '../../../text/layout.ts';
import type { FixContext, Rewrite } from '../../context.ts';
import { edited, refused } from '../../planned.ts';
import { importEdit } from '../imports.ts';
import { fileOf, programOf } from '../program.ts';
import { scopesAround } from '../scopes-around.ts';
import { insertText, valuesOf } from './insert-text.ts';
import { callInLoop, hasComment, type InLoop } from './loop-at.ts';

/** A loop that does nothing but insert rows becomes one statement for all of them. */
export async function insertRows({ at: [at] }: Rewrite, context: FixContext): Promise<Planned> {
  const found = await callInLoop(at, context);
  if (typeof found === 'string') return refused(found);
  if (found.loop.body.length > 1) return refused('the loop does more than insert a row');
  if (hasComment(found.tree, found.loop.range)) return refused('a comment in the loop would be lost');
  if ([...withParts(found.call)].some((part) => part.kind === 'await')) return refused('each row waits for something');
  const program = await programOf(context);
  const file = fileOf(program, at);
  const chain = chainOf(found.call);
  if (file === undefined || chain?.receiver === undefined) return refused('nothing tells how the row is inserted');
  const place: Place = { file, chain: scopesAround(file.tree.body, found.call.range.start) };
  const handle = handleOf(program, chain.receiver, place);
  if (handle?.library === 'django') return inBulk(program, found, place);
  if (handle?.library === 'sqlalchemy') return withRows(found, place);
  return handle === undefined ? refused('nothing tells how the row is inserted') : manyParameters(found, handle.library);
}

const sliceOf = ({ file: { text } }: InLoop, { range }: PythonExpression): string => text.slice(range.start, range.end);
const overItems = (found: InLoop): string => `for ${sliceOf(found, found.target)} in ${sliceOf(found, found.items)}`;

/** `Model.objects.bulk_create(...)`, where nothing waits for the signals or the save() of each row: https://docs.djangoproject.com/en/5.2/ref/models/querysets/#bulk-create */
function inBulk(program: Program, found: InLoop, place: Place): Planned {
  const { callee } = found.call;
  const manager = callee.kind === 'attribute' ? callee.object : undefined;
  const model = manager?.kind === 'attribute' ? manager.object : undefined;
  const own = model === undefined ? undefined : classOf(program, model, place);
  if (callee.kind !== 'attribute' || callee.name !== 'create' || manager === undefined || model === undefined || own === undefined) return refused('it is not objects.create() of a model of the project');
  if (own.node.body.some((each) => each.kind === 'function' && /^(save|clean)$/.test(each.name))) return refused(`${own.node.name} does more when one row is saved`);
  if ([...program.files.values()].some(({ source }) => /\b(post_save|pre_save)\b/.test(source.text))) return refused('signals wait for each row that is saved');
  return replaced(found, `${sliceOf(found, manager)}.bulk_create(`, `${sliceOf(found, model)}${argumentsOf(found, found.call)}`, ')');
}

const argumentsOf = ({ file: { text } }: InLoop, { brackets, callee, range }: PythonCall): string => (brackets === undefined ? text.slice(callee.range.end, range.end) : text.slice(brackets.start, brackets.end));

/** `session.execute(insert(T), rows)`; without rows that would insert one of defaults. */
function withRows(found: InLoop, place: Place): Planned {
  const [only, ...more] = found.call.arguments;
  const statement = only?.value.kind === 'call' ? chainOf(only.value) : undefined;
  const [first, second, ...rest] = statement?.steps ?? [];
  if (more.length > 0 || first === undefined || second === undefined || rest.length > 0 || first.name !== 'insert' || second.name !== 'values') return refused('it is not insert(...).values(...)');
  const keys = second.call.arguments.map(({ name, value, splat }) => (name === undefined || splat !== '' ? undefined : `"${name}": ${sliceOf(found, value)}`));
  if (keys.length === 0 || keys.includes(undefined)) return refused('its values are not written as keywords');
  const name = freeName(found, place);
  const { file: { path, text }, loop } = found;
  const [indent, newline] = [indentAt(text, loop.range.start), newlineOf(text)];
  const unit = indentAt(text, found.statement.range.start).slice(indent.length);
  const asked = `${found.isAwaited ? 'await ' : ''}${sliceOf(found, found.call.callee)}(${sliceOf(found, first.call)}, ${name})`;
  const lines = [`${name} = [{${keys.join(', ')}} ${overItems(found)}]`, `${indent}if ${name}:`, `${indent}${unit}${asked}`];
  return edited(path, [{ range: rangeOf(found), text: lines.join(newline) }]);
}

function freeName({ tree }: InLoop, { chain }: Place): string {
  const names = new Set([...moduleBindings(tree.body).names.keys(), ...chain.flatMap((each) => [...bindingsOf(each).names.keys()])]);
  return ['rows', 'new_rows', 'inserted_rows', 'rows_to_insert'].find((name) => !names.has(name)) ?? 'all_rows_to_insert';
}

/** `executemany` of asyncpg and psycopg, which send all rows at once; `execute_values` of psycopg2, which does not. */
async function manyParameters(found: InLoop, library: string): Promise<Planned> {
  const { call, file } = found;
  if (call.callee.kind !== 'attribute' || call.callee.name !== 'execute' || call.arguments.some(({ name, splat }) => name !== undefined || splat !== '')) return refused('it is not execute() of a text and parameters');
  const [sql, ...parameters] = call.arguments;
  if (sql?.value.kind !== 'string') return refused('its text does not stand there');
  const receiver = sliceOf(found, call.callee.object);
  if (library === 'asyncpg') {
    const row = parameters.map(({ value }) => sliceOf(found, value)).join(', ');
    return parameters.length === 0 ? refused('it has no parameters') : replaced(found, `${found.isAwaited ? 'await ' : ''}${receiver}.executemany(${sliceOf(found, sql.value)}, `, `(${row}${parameters.length === 1 ? ',' : ''})`, ')');
  }
  const [row, ...more] = parameters;
  if (row === undefined || more.length > 0) return refused('its parameters are not one row');
  if (library === 'psycopg') return replaced(found, `${found.isAwaited ? 'await ' : ''}${receiver}.executemany(${sliceOf(found, sql.value)}, `, sliceOf(found, row.value), ')');
  const text = insertText(file.text.slice(sql.range.start, sql.range.end));
  if (text === undefined || (row.value.kind !== 'tuple' && row.value.kind !== 'list')) return refused('it is not one plain INSERT with a row of parameters');
  if (/autocommit|rowcount/i.test(file.text)) return refused('each row is committed or counted for itself');
  const imported = await importEdit(file, { from: 'psycopg2.extras', name: 'execute_values' }, call.range.start);
  return imported.ok ? replaced(found, `${imported.name}(${receiver}, ${valuesOf(text)}, `, sliceOf(found, row.value), ')', imported.edits) : refused(imported.because);
}

/** The loop as one call with a list of rows in it; on lines of its own where one line would be too long. */
function replaced(found: InLoop, before: string, row: string, after: string, more: readonly TextEdit[] = []): Planned {
  const { file: { path, text }, loop } = found;
  const indent = indentAt(text, loop.range.start);
  const [line, newline] = [`${before}[${row} ${overItems(found)}]${after}`, newlineOf(text)];
  if (indent.length + line.length <= 100 && !line.includes('\n')) return edited(path, [...more, { range: rangeOf(found), text: line }]);
  const unit = indentAt(text, found.statement.range.start).slice(indent.length);
  return edited(path, [...more, { range: rangeOf(found), text: [`${before}[`, `${indent}${unit}${row}`, `${indent}${unit}${overItems(found)}`, `${indent}]${after}`].join(newline) }]);
}

const rangeOf = ({ loop, statement }: InLoop) => ({ start: loop.range.start, end: statement.range.end });
