import { dockerfile } from '../../../adapters/dockerfile.ts';
import type { Plain, Planned } from '../../../model/change.ts';
import { baseName } from '../../../model/files.ts';
import type { SourceFile } from '../../../model/source-file.ts';
import type { Range } from '../../../text/range.ts';
import { isJavaScript, type FixContext } from '../../context.ts';
import { edited, refused } from '../../planned.ts';
import { codeVariableEdit } from './code-variable.ts';
import { dataVariableEdit } from './data-variable.ts';
import { dockerVariableEdit } from './docker-variable.ts';
import type { VariableEdit } from './variable-edit.ts';

/** Sets or removes the variable that a file sets at a place; undefined where it sets none there. */
export async function setVariableAt(file: SourceFile, range: Range, value: Plain | undefined, { files }: FixContext): Promise<Planned | undefined> {
  const current = files.read(file.path);
  // A flag that is off is a variable that nobody sets.
  const edit = current === undefined ? undefined : await editAt(current, range, value === undefined || value === false ? undefined : String(value));
  if (edit === undefined) return undefined;
  return 'because' in edit ? refused(edit.because) : edited(file.path, [edit]);
}

function editAt(file: SourceFile, range: Range, value: string | undefined): Promise<VariableEdit> {
  if (dockerfile.matches(file.path)) return dockerVariableEdit(file, range, value);
  if (/\.(?:json|toml|ya?ml)$/.test(baseName(file.path))) return dataVariableEdit(file, range, value);
  return isJavaScript(file.path) ? codeVariableEdit(file, range, value) : Promise.resolve(undefined);
}
