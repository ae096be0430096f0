import type { Planned } from '../../model/change.ts';
import { everyStatement } from '../../code/python/walk.ts';
import { parsePythonFile } from '../../documents/python.ts';
import type { FixContext, Rewrite } from '../context.ts';
import { edited, placeOf, refused } from '../planned.ts';
import { importEdit } from './imports.ts';

/** Puts another decorator in the place of one: `name` of the module `from`, called with `arguments`. */
export async function setDecorator({ at: [at], with: values }: Rewrite, context: FixContext): Promise<Planned> {
  const place = placeOf(at);
  const file = place && context.files.read(place.file.path);
  const parsed = file && await parsePythonFile(file);
  const [from, name, given] = [values?.['from'], values?.['name'], values?.['arguments']];
  if (place === undefined || file === undefined || parsed?.ok !== true || typeof from !== 'string' || typeof name !== 'string') return refused(`${at.name} stands in no Python file`);
  const { range } = place;
  const isThere = [...everyStatement(parsed.document.body)].some((each) =>
    each.kind === 'function' && each.decorators.some((decorator) => decorator.range.start === range.start && decorator.range.end === range.end));
  if (!isThere) return refused('no decorator stands there');
  // Of a module that is imported as a whole the name is taken from there.
  const whole = await importEdit(file, from, range.start);
  const found = whole.ok && whole.edits.length === 0 ? { ...whole, name: `${whole.name}.${name}` } : await importEdit(file, { from, name }, range.start);
  if (!found.ok) return refused(found.because);
  return edited(file.path, [...found.edits, { range, text: `${found.name}(${String(given)})` }]);
}
