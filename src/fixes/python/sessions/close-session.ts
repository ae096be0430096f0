import { everyStatement, everyExpression, statementsAround, type StatementSpot } from '../../../code/python/walk.ts';
import { parsePythonFile } from '../../../documents/python.ts';
import type { PythonExpression, PythonFunction, PythonModule, PythonStatement } from '../../../documents/python-tree.ts';
import type { Planned } from '../../../model/change.ts';
import { insertAt, type TextEdit } from '../../../text/edit.ts';
import { indentUnitOf, lineEnd, lineStart } from '../../../text/layout.ts';
import type { Range } from '../../../text/range.ts';
import type { FixContext, Rewrite } from '../../context.ts';
import { edited, placeOf, refused } from '../../planned.ts';

/** Makes a session in a `with` statement that holds the rest of its block: `session = SessionLocal()` and what follows. */
export async function closeSession({ at: [at], with: values }: Rewrite, context: FixContext): Promise<Planned> {
  const place = placeOf(at);
  const file = place && context.files.read(place.file.path);
  const parsed = file && await parsePythonFile(file);
  if (place === undefined || file === undefined || parsed?.ok !== true) return refused(`${at.name} stands in no Python file`);
  const around = statementsAround(parsed.document.body, place.range);
  const spot = around.at(-1);
  const name = spot === undefined ? undefined : assignedName(spot.statement, place.range);
  const node = around.map(({ statement }) => statement).findLast((each) => each.kind === 'function');
  if (spot === undefined || name === undefined || node?.kind !== 'function') return refused('the session is not given a name of its own in a function');
  const isAsync = values?.['async'] === true;
  if (isAsync && !node.async) return refused(`${node.name} is not async`);
  return wrapped(file, parsed.document, { spot, name, node, call: place.range, isAsync });
}

interface Session {
  readonly spot: StatementSpot;
  readonly name: string;
  readonly node: PythonFunction;
  readonly call: Range;
  readonly isAsync: boolean;
}

function wrapped(file: { readonly path: string; readonly text: string }, tree: PythonModule, session: Session): Planned {
  const { spot: { statement, block }, name, node, call, isAsync } = session;
  const { text } = file;
  const rest = block.slice(block.indexOf(statement) + 1);
  const last = rest.at(-1);
  const closes = rest.filter((each) => isClose(each, name));
  if (last === undefined || rest.length === closes.length) return refused('nothing follows the session in its block');
  if (!stands(text, statement.range) || rest.some((each) => !stands(text, startOf(each)))) return refused('several statements share one line');
  if (isUsedElsewhere(node, name, { start: statement.range.start, end: last.range.end })) return refused(`${name} is used outside of the block that makes it`);
  const header = `${isAsync ? 'async with' : 'with'} ${text.slice(call.start, call.end)} as ${name}:`;
  const gone = closes.map(({ range }) => ({ start: lineStart(text, range.start), end: lineEnd(text, range.end) }));
  return edited(file.path, [
    { range: statement.range, text: header },
    ...gone.map((range) => ({ range, text: '' })),
    ...indented(text, tree, { start: lineEnd(text, statement.range.end), end: last.range.end }, gone),
  ]);
}

/** The lines of a stretch one level further in; blank ones, and those inside of a text, stay. */
function indented(text: string, tree: PythonModule, { start, end }: Range, gone: readonly Range[]): readonly TextEdit[] {
  const unit = indentUnitOf(text) ?? '    ';
  const texts = [...everyExpression(tree.body)].filter(({ kind, range }) => (kind === 'string' || kind === 'fstring') && text.slice(range.start, range.end).includes('\n'));
  const edits: TextEdit[] = [];
  for (let line = start; line < end; line = lineEnd(text, line)) {
    const isBlank = text.slice(line, lineEnd(text, line)).trim() === '';
    const isInside = texts.some(({ range }) => range.start < line && line < range.end) || gone.some((range) => range.start <= line && line < range.end);
    if (!isBlank && !isInside) edits.push(insertAt(line, unit));
  }
  return edits;
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
