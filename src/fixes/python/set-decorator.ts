import type { Planned } from '../../model/change.ts';
import { everyStatement } from '../../code/python/walk.ts';
import type { FixContext, Rewrite } from '../context.ts';
import { edited, refused } from '../planned.ts';
import { importEdit } from './imports.ts';
import { writtenAt } from './written-at.ts';

/** Puts another decorator in the place of one: `name` of the module `from`, called with `arguments`. */
export async function setDecorator({ at: [at], with: values }: Rewrite, context: FixContext): Promise<Planned> {
  const [from, name, given] = [values?.['from'], values?.['name'], values?.['arguments']];
  const found = await writtenAt(at, context);
  if (typeof found === 'string') return refused(found);
  if (typeof from !== 'string' || typeof name !== 'string') return refused('nothing names the other decorator');
  const { file, tree, range } = found;
  const isThere = [...everyStatement(tree.body)].some((each) =>
    each.kind === 'function' && each.decorators.some((decorator) => decorator.range.start === range.start && decorator.range.end === range.end));
  if (!isThere) return refused('no decorator stands there');
  // Of a module that is imported as a whole the name is taken from there.
  const whole = await importEdit(file, from, range.start);
  const imported = whole.ok && whole.edits.length === 0 ? { ...whole, name: `${whole.name}.${name}` } : await importEdit(file, { from, name }, range.start);
  if (!imported.ok) return refused(imported.because);
  return edited(file.path, [...imported.edits, { range, text: `${imported.name}(${String(given)})` }]);
}
