import type { Planned } from '../../model/change.ts';
import type { FixContext, Rewrite } from '../context.ts';
import { edited, placeOf, refused } from '../planned.ts';

/** Puts another name into an expression that reads a variable: `os.environ["A"]`, `process.env.A`. */
export async function readOtherVariable({ at: [expression], with: values = {} }: Rewrite, { files }: FixContext): Promise<Planned> {
  const place = placeOf(expression);
  const [from, to] = [values['from'], values['to']];
  if (place === undefined || typeof from !== 'string' || typeof to !== 'string') return refused(`${expression.name} stands in no file`);
  const { text, path } = files.read(place.file.path) ?? place.file;
  const written = text.slice(place.range.start, place.range.end);
  const at = written.indexOf(from);
  if (at === -1 || written.indexOf(from, at + 1) !== -1) return refused(`${path} reads ${from} in a way that cannot be changed there`);
  const [before, after] = [written.charAt(at - 1), written.charAt(at + from.length)];
  const isName = (before === after && /["']/.test(before)) || (before === '.' && !/\w/.test(after));
  if (!isName) return refused(`${path} reads ${from} in a way that cannot be changed there`);
  const start = place.range.start + at;
  return edited(path, [{ range: { start, end: start + from.length }, text: to }]);
}
