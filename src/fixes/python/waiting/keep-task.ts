import { bindingsOf } from '../../../code/python/bindings.ts';
import type { PythonFile, ScopeNode } from '../../../code/python/python-file.ts';
import { around } from '../../../code/python/waiting/statement.ts';
import type { Planned } from '../../../model/change.ts';
import { insertAt, type TextEdit } from '../../../text/edit.ts';
import { indentAt, lineEnd, lineStart, newlineOf } from '../../../text/layout.ts';
import type { FixContext, Rewrite } from '../../context.ts';
import { edited, refused } from '../../planned.ts';
import { callAt, programOf } from '../program.ts';
import { anchorFor, constantsBelow } from '../share/constant-place.ts';

const TASKS = 'background_tasks';

/** Keeps a task in a set of the module until it is done: https://docs.python.org/3/library/asyncio-task.html#asyncio.create_task */
export async function keepTask({ at: [at] }: Rewrite, context: FixContext): Promise<Planned> {
  const program = await programOf(context);
  const site = callAt(program, at);
  const statement = site === undefined ? undefined : around(site).at(-1)?.statement;
  if (site === undefined || statement?.kind !== 'expression') return refused('somebody keeps the task already');
  const { file, chain } = site.place;
  const { text } = file.source;
  const { start, end } = statement.range;
  if (text.slice(lineStart(text, start), start).trim() !== '') return refused('it shares its line with other code');
  const name = ['task', 'background_task'].find((each) => isFree(file, chain, each));
  const constant = constantFor(file);
  if (name === undefined || constant === undefined || chain.some((scope) => scope.kind === 'function' && bindingsOf(scope).names.has(TASKS))) {
    return refused(`${TASKS} or task means something else in ${file.path}`);
  }
  const [indent, newline] = [indentAt(text, start), newlineOf(text)];
  const lines = [`${TASKS}.add(${name})`, `${name}.add_done_callback(${TASKS}.discard)`].map((line) => `${indent}${line}`);
  const below = lineEnd(text, end);
  const isLast = below === text.length && !text.endsWith('\n');
  return edited(file.path, [
    ...constant, insertAt(start, `${name} = `), insertAt(below, isLast ? `${newline}${lines.join(newline)}` : `${lines.join(newline)}${newline}`),
  ]);
}

function isFree(file: PythonFile, chain: readonly ScopeNode[], name: string): boolean {
  return !file.bindings.names.has(name) && chain.every((scope) => scope.kind === 'class' || !bindingsOf(scope).names.has(name));
}

/** The set of the module: nothing to write where it is there; undefined where the name is something else. */
function constantFor(file: PythonFile): readonly TextEdit[] | undefined {
  const bound = file.bindings.names.get(TASKS);
  if (bound !== undefined) {
    const [binding] = bound;
    const isSet = bound.length === 1 && binding?.kind === 'value' && binding.value.kind === 'call' && binding.value.callee.kind === 'name' && binding.value.callee.name === 'set';
    return isSet ? [] : undefined;
  }
  const anchor = anchorFor(file, { names: [], readsEnvironment: false });
  return anchor === undefined ? undefined : [constantsBelow(file.source.text, anchor, [`${TASKS} = set()`])];
}
