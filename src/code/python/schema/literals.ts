import type { PythonCall, PythonExpression } from '../../../documents/python-tree.ts';
import { follow } from '../follow.ts';
import type { Program } from '../program.ts';
import type { Place } from '../python-file.ts';
import { argumentOf } from '../shown.ts';

/** The text that an expression comes to; undefined for anything else. */
export function textOf(program: Program, expression: PythonExpression | undefined, place: Place): string | undefined {
  if (expression === undefined) return undefined;
  if (expression.kind === 'string') return expression.value;
  const followed = follow(program, { expression, place });
  return followed.state === 'literal' && typeof followed.value === 'string' ? followed.value : undefined;
}

/** True or false as written or followed; undefined where it is not given or only a run would tell. */
export function flagOf(program: Program, call: PythonCall, place: Place, ...names: readonly string[]): boolean | undefined {
  const expression = argumentOf(call, undefined, ...names);
  if (expression === undefined) return undefined;
  if (expression.kind === 'boolean') return expression.value;
  const followed = follow(program, { expression, place });
  return followed.state === 'literal' && typeof followed.value === 'boolean' ? followed.value : undefined;
}

/** The texts of a list or tuple; undefined where one of them cannot be told. */
export function textsOf(program: Program, expression: PythonExpression | undefined, place: Place): readonly string[] | undefined {
  if (expression === undefined || (expression.kind !== 'list' && expression.kind !== 'tuple')) return undefined;
  const texts = expression.items.map((item) => textOf(program, item, place));
  return texts.every((text) => text !== undefined) ? texts : undefined;
}

/** What an expression says in the file. */
export function codeOf(expression: PythonExpression, { file }: Place): string {
  return file.source.text.slice(expression.range.start, expression.range.end);
}
