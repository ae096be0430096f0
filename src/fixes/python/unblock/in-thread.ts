import type { CallSite, PythonFile } from '../../../code/python/python-file.ts';
import { expressionsAround, statementsAround } from '../../../code/python/walk.ts';
import type { PythonCall } from '../../../documents/python-tree.ts';
import { insertAt, type TextEdit } from '../../../text/edit.ts';
import { indentAt, newlineOf } from '../../../text/layout.ts';
import { shiftedLines } from '../shift-lines.ts';

/** `requests.get(url, timeout=5)` as `await asyncio.to_thread(requests.get, url, timeout=5)`, with its lines where they were. */
export function inThread(file: PythonFile, { call }: CallSite, asyncio: string): readonly TextEdit[] | undefined {
  const { text } = file.source;
  const callee = text.slice(call.callee.range.start, call.callee.range.end);
  const open = call.callee.range.end + (/^\s*/.exec(text.slice(call.callee.range.end))?.[0].length ?? 0);
  // A generator without brackets of its own is the only argument that has no list.
  if (text[open] !== '(' || callee.includes('\n') || call.arguments.some(({ range }) => range.start === open)) return undefined;
  const head = `${asyncio}.to_thread(`;
  const isOperand = isTakenApart(file, call);
  const opening = isOperand ? '(await ' : 'await ';
  const closing = isOperand ? [insertAt(call.range.end, ')')] : [];
  const moved = opening.length + head.length - (open + 1 - call.range.start);
  return [
    { range: { start: call.range.start, end: open + 1 }, text: `${opening}${head}` },
    insertAt(open + 1, firstArgument(text, call, { open, callee })),
    ...shiftedLines(text, { open, end: call.range.end, by: moved }),
    ...closing,
  ];
}

/** The function as first argument, on a line of its own where the others have theirs. */
function firstArgument(text: string, call: PythonCall, { open, callee }: { readonly open: number; readonly callee: string }): string {
  const [first] = call.arguments;
  if (first === undefined) return callee;
  const between = text.slice(open + 1, first.range.start);
  return between.includes('\n') ? `${newlineOf(text)}${indentAt(text, first.range.start)}${callee},` : `${callee}, `;
}

/** True where a dot or a bracket follows, which would take hold before `await` does. */
function isTakenApart(file: PythonFile, call: PythonCall): boolean {
  const statement = statementsAround(file.tree.body, call.range).at(-1)?.statement;
  const around = statement === undefined ? [] : expressionsAround(statement, call.range);
  const parent = around[around.indexOf(call) - 1];
  if (parent === undefined) return false;
  if (parent.kind === 'attribute') return true;
  return (parent.kind === 'subscript' && parent.object === call) || (parent.kind === 'call' && parent.callee === call);
}
