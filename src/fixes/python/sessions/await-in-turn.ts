import { statementsAround, everyExpression } from '../../../code/python/walk.ts';
import type { PythonCall, PythonExpression } from '../../../documents/python-tree.ts';
import type { Planned } from '../../../model/change.ts';
import { insertAt, type TextEdit } from '../../../text/edit.ts';
import { indentAt, newlineOf } from '../../../text/layout.ts';
import type { Range } from '../../../text/range.ts';
import type { FixContext, Rewrite } from '../../context.ts';
import { edited, refused } from '../../planned.ts';
import { callAt, programOf } from '../program.ts';
import { withoutImport } from '../unblock/without-import.ts';

/** `await asyncio.gather(a(session), b(session))` as `[await a(session), await b(session)]`: one after the other, with the same result. */
export async function awaitInTurn({ at: [at] }: Rewrite, context: FixContext): Promise<Planned> {
  const program = await programOf(context);
  const site = callAt(program, at);
  if (site === undefined) return refused(`${at.name} stands in no Python file`);
  const { file } = site.place;
  const { text } = file.source;
  const waiting = [...everyExpression(file.tree.body)].find((each) => each.kind === 'await' && each.value === site.call);
  if (waiting === undefined) return refused('the result of gather is not awaited where it is called');
  const statement = statementsAround(file.tree.body, site.call.range).at(-1)?.statement;
  const isAlone = statement?.kind === 'expression' && statement.value === waiting;
  const edits = isAlone && areShort(text, site.call) ? onLines(text, site.call, waiting.range) : inList(text, site.call, waiting.range);
  if (edits === undefined) return refused('what gather is given is not written as calls there');
  return edited(file.path, [...edits, ...withoutImport(program, file, [site])]);
}

/** The coroutines are called where they stand, so that they begin when they are awaited. */
function areCalls(call: PythonCall): boolean {
  return call.arguments.length > 0 && call.arguments.every(({ name, splat, value }) => name === undefined && splat === '' && isCoroutineCall(value));
}

/** A task runs from the moment on in which it is made. */
function isCoroutineCall(value: PythonExpression): boolean {
  if (value.kind !== 'call') return false;
  const { callee } = value;
  return !((callee.kind === 'name' || callee.kind === 'attribute') && /^(create_task|ensure_future|wait_for|gather|shield)$/.test(callee.name));
}

function areShort(text: string, call: PythonCall): boolean {
  return areCalls(call) && call.arguments.every(({ range }) => !text.slice(range.start, range.end).includes('\n'));
}

function onLines(text: string, call: PythonCall, range: Range): readonly TextEdit[] {
  const lines = call.arguments.map((each) => `await ${text.slice(each.range.start, each.range.end)}`);
  return [{ range, text: lines.join(`${newlineOf(text)}${indentAt(text, range.start)}`) }];
}

function inList(text: string, call: PythonCall, range: Range): readonly TextEdit[] | undefined {
  const { brackets } = call;
  if (brackets === undefined) return undefined;
  if (areCalls(call)) {
    return [
      { range: { start: range.start, end: brackets.start + 1 }, text: '[' },
      ...call.arguments.map((each) => insertAt(each.range.start, 'await ')),
      { range: { start: brackets.end - 1, end: brackets.end }, text: ']' },
    ];
  }
  const [only, ...others] = call.arguments;
  const made = only?.value.kind === 'other' ? only.value.parts[0] : undefined;
  if (only === undefined || others.length > 0 || only.splat !== '*' || made === undefined || !isCoroutineCall(made)) return undefined;
  const inner = only.value.range;
  if (!/^[[(]/.test(text.slice(inner.start, inner.end))) return undefined;
  return [
    { range: { start: range.start, end: inner.start + 1 }, text: '[' },
    insertAt(made.range.start, 'await '),
    { range: { start: inner.end - 1, end: brackets.end }, text: ']' },
  ];
}
