import { everyExpression } from '../../code/python/walk.ts';
import { parsePythonFile } from '../../documents/python.ts';
import type { PythonCall } from '../../documents/python-tree.ts';
import type { Planned } from '../../model/change.ts';
import type { FixContext, Rewrite } from '../context.ts';
import { edited, placeOf, refused } from '../planned.ts';
import { codeWithNames } from './code-imports.ts';
import { setPythonOptions } from './set-options.ts';

/**
 * Gives an argument of a call another value, whatever made the one before: `name` is its keyword, `position` where it may stand without
 * one, `code` the new value. An argument that is not there is added.
 */
export async function setArgument({ at: [at], with: values }: Rewrite, context: FixContext): Promise<Planned> {
  const place = placeOf(at);
  const file = place && context.files.read(place.file.path);
  const parsed = file && await parsePythonFile(file);
  const [name, code, position] = [values?.['name'], values?.['code'], values?.['position']];
  if (place === undefined || file === undefined || parsed?.ok !== true || typeof name !== 'string' || typeof code !== 'string') return refused(`${at.name} stands in no Python file`);
  const call = [...everyExpression(parsed.document.body)].find((each) => each.kind === 'call' && each.range.start === place.range.start && each.range.end === place.range.end);
  const value = call?.kind === 'call' ? valueOf(call, name, typeof position === 'number' ? position : undefined) : undefined;
  if (value === undefined) return setPythonOptions({ kind: 'set-options', at, set: { [name]: { code } } }, context);
  const written = await codeWithNames(file, code, value.range.start);
  return 'because' in written ? refused(written.because) : edited(file.path, [...written.edits, { range: value.range, text: written.code }]);
}

function valueOf(call: PythonCall, name: string, position: number | undefined): PythonCall['arguments'][number]['value'] | undefined {
  const named = call.arguments.find((each) => each.name === name)?.value;
  const standing = position === undefined ? undefined : call.arguments[position];
  return named ?? (standing?.name === undefined && standing?.splat === '' ? standing.value : undefined);
}
