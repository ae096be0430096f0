import { everyStatement, everyExpression, statementsAround, type StatementSpot } from '../../../code/python/walk.ts';
import type { PythonExpression, PythonFunction, PythonModule, PythonStatement } from '../../../documents/python-tree.ts';
import type { Planned } from '../../../model/change.ts';
import { indentAt, lineEnd, lineStart } from '../../../text/layout.ts';
import type { Range } from '../../../text/range.ts';
import type { FixContext, Rewrite } from '../../context.ts';
import { edited, refused } from '../../planned.ts';
import { indentedLines } from '../indent-lines.ts';
import { writtenAt } from '../written-at.ts';

/** Makes a session in a `with` statement that holds the rest of its block: `session = SessionLocal()` and what follows. */
export async function closeSession({ at: [at], with: values }: Rewrite, context: FixContext): Promise<Planned> {
  const found = await writtenAt(at, context);
  if (typeof found === 'string') return refused(found);
  const { file, tree, range } = found;
  const around = statementsAround(tree.body, range);
  const spot = around.at(-1);
  const name = spot === undefined ? undefined : assignedName(spot.statement, range);
  const node = around.map(({ statement }) => statement).findLast((each) => each.kind === 'function');
  const parent = around.at(-2)?.statement;
  if (spot === undefined || name === undefined || node?.kind !== 'function' || parent === undefined) return refused('the session is not given a name of its own in a function');
  const isAsync = values?.['async'] === true;
  if (isAsync && !node.async) return refused(`${node.name} is not async`);
  return wrapped(file, tree, { spot, name, node, call: range, isAsync, unit: unitBelow(file.text, parent, spot.statement) });
}

interface Session {
  readonly spot: StatementSpot;
  readonly name: string;
  readonly node: PythonFunction;
  readonly call: Range;
  readonly isAsync: boolean;
  /** One level of indentation, as around the session. */
  readonly unit: string;
}

function unitBelow(text: string, parent: PythonStatement, statement: PythonStatement): string {
  return indentAt(text, statement.range.start).slice(indentAt(text, parent.range.start).length) || '    ';
}

function wrapped(file: { readonly path: string; readonly text: string }, tree: PythonModule, session: Session): Planned {
  const { spot: { statement, block }, name, node, call, isAsync, unit } = session;
  const { text } = file;
  const rest = block.slice(block.indexOf(statement) + 1);
  const last = rest.at(-1);
  const closes = rest.filter((each) => isClose(each, name));
  if (last === undefined || rest.length === closes.length) return refused('nothing follows the session in its block');
  if (!stands(text, statement.range) || rest.some((each) => !stands(text, startOf(each)))) return refused('several statements share one line');
  if (isUsedElsewhere(node, name, { start: statement.range.start, end: last.range.end })) return refused(`${name} is used outside of the block that makes it`);
  const header = `${isAsync ? 'async with' : 'with'} ${text.slice(call.start, call.end)} as ${name}:`;
  const gone = closes.map(({ range }) => ({ start: lineStart(text, range.start), end: lineEnd(text, range.end) }));
  const below = indentedLines(text, tree, { start: lineEnd(text, statement.range.end), end: last.range.end }, unit);
  return edited(file.path, [
    { range: statement.range, text: header },
    ...gone.map((range) => ({ range, text: '' })),
    ...below.filter(({ range: { start } }) => !gone.some((range) => range.start <= start && start < range.end)),
  ]);
}

function assignedName(statement: PythonStatement, call: Range): string | undefined {
  if (statement.kind !== 'assign' || statement.annotation !== undefined || statement.value?.range.start !== call.start || statement.value.range.end !== call.end) return undefined;
  const [target, ...others] = statement.targets;
  return target?.kind === 'name' && others.length === 0 ? target.name : undefined;
}

/** `session.close()` as a statement, which the `with` does now. */
function isClose(statement: PythonStatement, name: string): boolean {
  if (statement.kind !== 'expression') return false;
  const value: PythonExpression = statement.value.kind === 'await' ? statement.value.value : statement.value;
  return value.kind === 'call' && value.callee.kind === 'attribute' && value.callee.name === 'close' && value.callee.object.kind === 'name' && value.callee.object.name === name;
}

function isUsedElsewhere(node: PythonFunction, name: string, { start, end }: Range): boolean {
  const isGlobal = [...everyStatement(node.body)].some((each) => each.kind === 'global' && each.names.includes(name));
  return isGlobal || [...everyExpression(node.body)].some((each) => each.kind === 'name' && each.name === name && (each.range.start < start || each.range.start >= end));
}

/** A decorated definition begins at its first decorator. */
function startOf(statement: PythonStatement): Range {
  if (statement.kind !== 'function' && statement.kind !== 'class') return statement.range;
  return { start: Math.min(statement.range.start, ...statement.decorators.map(({ range }) => range.start - 1)), end: statement.range.end };
}

/** True for a statement that begins its line. */
function stands(text: string, { start }: Range): boolean {
  return text.slice(lineStart(text, start), start).trim() === '';
}
