import { isSleep, remedyFor } from '../../../code/python/blocking-remedies.ts';
import type { CallSite, PythonFile } from '../../../code/python/python-file.ts';
import type { Program } from '../../../code/python/program.ts';
import { everyExpression } from '../../../code/python/walk.ts';
import { parsePythonFile } from '../../../documents/python.ts';
import type { PythonExpression, PythonFunction } from '../../../documents/python-tree.ts';
import type { Planned } from '../../../model/change.ts';
import type { TextEdit } from '../../../text/edit.ts';
import type { FixContext, Rewrite } from '../../context.ts';
import { edited, refused } from '../../planned.ts';
import { importEdit } from '../imports.ts';
import { callAt, programOf } from '../program.ts';
import { inThread } from './in-thread.ts';
import { plainDef } from './plain-def.ts';
import { withoutImport } from './without-import.ts';

/** Lets an `async def` wait without holding up the event loop: all its blocking calls at once, by the smallest change that does it. */
export async function unblockCall({ at: [at] }: Rewrite, context: FixContext): Promise<Planned> {
  const program = await programOf(context);
  const site = callAt(program, at);
  const node = site?.place.chain.findLast((each) => each.kind === 'function');
  if (site === undefined || node?.kind !== 'function' || !node.async) return refused(`${at.name} stands in no async function of Python`);
  const remedy = remedyFor(program, node, site.place);
  if (remedy.kind === 'none') return refused(remedy.because);
  const { file } = site.place;
  if (remedy.kind === 'plain-def') {
    const waiting = await awaitedIn(program, node, context);
    if (waiting !== undefined) return refused(`${waiting} awaits ${node.name}`);
    const edits = plainDef(file.source.text, node);
    return edits === undefined ? refused(`async and def of ${node.name} do not stand on one line`) : edited(file.path, edits);
  }
  return awaited(program, node, file, remedy.calls);
}

/** A file that is no part of the program, a test most likely, and awaits the function. */
async function awaitedIn(program: Program, { name }: PythonFunction, { files }: FixContext): Promise<string | undefined> {
  for (const path of files.paths.filter((each) => each.endsWith('.py') && !program.files.has(each))) {
    const file = files.read(path);
    if (file === undefined || !file.text.includes('await') || !file.text.includes(name)) continue;
    const parsed = await parsePythonFile(file);
    if (parsed.ok && [...everyExpression(parsed.document.body)].some((each) => each.kind === 'await' && isCallOf(each.value, name))) return path;
  }
  return undefined;
}

function isCallOf(expression: PythonExpression, name: string): boolean {
  return expression.kind === 'call' && (expression.callee.kind === 'name' || expression.callee.kind === 'attribute') && expression.callee.name === name;
}

async function awaited(program: Program, node: PythonFunction, file: PythonFile, calls: readonly CallSite[]): Promise<Planned> {
  const asyncio = await importEdit(file.source, 'asyncio', node.range.end - 1);
  if (!asyncio.ok) return refused(asyncio.because);
  const edits: TextEdit[] = [...asyncio.edits];
  const sleeps = calls.filter((site) => isSleep(program, site));
  for (const { call } of sleeps) edits.push({ range: call.callee.range, text: `await ${asyncio.name}.sleep` });
  edits.push(...withoutImport(program, file, sleeps));
  for (const site of calls) {
    const more = sleeps.includes(site) ? [] : inThread(file, site, asyncio.name);
    if (more === undefined) return refused(`the arguments of a call in ${node.name} are written in a way that cannot be handed to a thread`);
    edits.push(...more);
  }
  return edited(file.path, edits);
}
