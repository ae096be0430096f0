import { parsePythonFile } from '../../../documents/python.ts';
import type { PythonClass } from '../../../documents/python-tree.ts';
import type { Planned } from '../../../model/change.ts';
import { insertAt } from '../../../text/edit.ts';
import { indentAt, lineStart, newlineOf } from '../../../text/layout.ts';
import type { Rewrite } from '../../context.ts';
import { edited, placeOf, refused } from '../../planned.ts';

/** `at` is an operation of a Django migration, whose class says `atomic = False` from then on. */
export async function nonAtomic({ at }: Rewrite): Promise<Planned> {
  const place = placeOf(at[0]);
  const parsed = place === undefined ? undefined : await parsePythonFile(place.file);
  if (place === undefined || parsed?.ok !== true) return refused('the migration cannot be read');
  const { path, text } = place.file;
  const type = parsed.document.body.find((each): each is PythonClass => each.kind === 'class' && each.name === 'Migration');
  const atomic = type?.body.find((each) => each.kind === 'assign' && each.targets.some((target) => target.kind === 'name' && target.name === 'atomic'));
  if (atomic?.kind === 'assign' && atomic.value !== undefined) return edited(path, [{ range: atomic.value.range, text: 'False' }]);
  const first = type?.body.find((each) => each.kind === 'assign');
  if (first === undefined) return refused('the migration lists nothing');
  const line = lineStart(text, first.range.start);
  if (text.slice(line, first.range.start).trim() !== '') return refused('the first line of the class shares its line with other code');
  const newline = newlineOf(text);
  return edited(path, [insertAt(line, `${indentAt(text, first.range.start)}atomic = False${newline}${newline}`)]);
}
