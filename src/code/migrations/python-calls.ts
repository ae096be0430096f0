import { parsePythonFile } from '../../documents/python.ts';
import type { PythonArgument, PythonCall, PythonExpression } from '../../documents/python-tree.ts';
import type { SourceFile } from '../../model/source-file.ts';
import { pythonFileOf } from '../python/sites.ts';
import type { PythonFile } from '../python/python-file.ts';

/** A migration in Python, read; undefined where it cannot be. */
export async function readPythonMigration(file: SourceFile): Promise<PythonFile | undefined> {
  const parsed = await parsePythonFile(file);
  return parsed.ok ? pythonFileOf(file, parsed.document) : undefined;
}

/** The argument with a name, or at a position. */
export function argumentOf({ arguments: given }: PythonCall, name: string, position?: number): PythonExpression | undefined {
  const isGiven = ({ name: own }: PythonArgument) => own === name;
  return given.find(isGiven)?.value ?? (position === undefined ? undefined : given.filter((each) => each.name === undefined && each.splat === '')[position]?.value);
}

/** True for an argument that is written as True. */
export function isTrue(call: PythonCall, name: string): boolean {
  const value = argumentOf(call, name);
  return value?.kind === 'boolean' && value.value;
}

/** A text as written; undefined where only a run would tell. */
export const stringOf = (value: PythonExpression | undefined): string | undefined => (value?.kind === 'string' ? value.value : undefined);

/** Texts of a list; an entry that is no text is undefined. */
export function stringsOf(value: PythonExpression | undefined): readonly (string | undefined)[] {
  return value?.kind === 'list' || value?.kind === 'tuple' ? value.items.map(stringOf) : [];
}

/** The last name of what is called: `create_index` of `op.create_index`. */
export function calledName({ callee }: PythonCall): string | undefined {
  return callee.kind === 'attribute' || callee.kind === 'name' ? callee.name : undefined;
}
