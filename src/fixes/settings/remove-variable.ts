import { parseDockerfile } from '../../documents/dockerfile.ts';
import { removeLines } from '../../documents/edits/whole-lines.ts';
import { editFormatOf } from '../../documents/edits/edit-data.ts';
import type { Evidence } from '../../model/fact.ts';
import type { Planned } from '../../model/change.ts';
import type { SourceFile } from '../../model/source-file.ts';
import { lineEnd } from '../../text/layout.ts';
import type { Range } from '../../text/range.ts';
import { isJavaScript, type FixContext } from '../context.ts';
import { edited, placeOf, refused } from '../planned.ts';
import { changeData, pathTo, readTree } from './data-change.ts';

/** Takes a variable out of the file that sets it. */
export async function removeVariable(variable: Evidence, context: FixContext): Promise<Planned> {
  const place = placeOf(variable);
  if (place === undefined) return refused(`${variable.name} stands in no file`);
  const file = context.files.read(place.file.path) ?? place.file;
  if (isJavaScript(file.path)) {
    const name = variable.state === 'known' ? String(variable.value) : '';
    return (await import('../javascript/railway-ts.ts')).setRailwayTsVariable(name, undefined, context);
  }
  return editFormatOf(file.path) === undefined ? removeFromImage(file, place.range) : removeKey(file, place.range);
}

/** A key of a table of variables, or the item of a list whose `key` it is. */
async function removeKey(file: SourceFile, range: Range): Promise<Planned> {
  const path = pathTo(await readTree(file), range);
  if (path === undefined) return refused(`${file.path} cannot be read`);
  const isItem = path.at(-1) === 'key' && typeof path.at(-2) === 'number';
  return changeData(file, { kind: 'remove', path: isItem ? path.slice(0, -1) : path });
}

/** `ENV NAME=value` with its line; one of several goes out of the line. */
async function removeFromImage(file: SourceFile, range: Range): Promise<Planned> {
  const parsed = await parseDockerfile(file.text);
  if (!parsed.ok) return refused(`${file.path} is no file that a variable can be taken out of`);
  const instructions = parsed.document.stages.flatMap((stage) => stage.instructions);
  const instruction = instructions.find((each) => each.range.start <= range.start && range.end <= each.range.end);
  if (instruction?.kind !== 'env') return refused(`${file.path} does not set it by ENV`);
  const { text } = file;
  if (instruction.variables.length === 1) {
    return edited(file.path, [removeLines(text, instruction.range.start, lineEnd(text, instruction.range.end))]);
  }
  const index = instruction.variables.findIndex((each) => each.range.start === range.start);
  const next = instruction.variables[index + 1];
  const before = instruction.variables[index - 1];
  if (next !== undefined) return edited(file.path, [{ range: { start: range.start, end: next.range.start }, text: '' }]);
  return before === undefined ? refused('it is not there') : edited(file.path, [{ range: { start: before.range.end, end: range.end }, text: '' }]);
}
