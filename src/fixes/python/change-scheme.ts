import type { Planned } from '../../model/change.ts';
import type { FixContext, Rewrite } from '../context.ts';
import { edited, placeOf, refused } from '../planned.ts';

/** Gives a written address another scheme: `from` and `to`, without what stands behind them. */
export async function changeScheme({ at: [at], with: values }: Rewrite, context: FixContext): Promise<Planned> {
  const place = placeOf(at);
  const file = place && context.files.read(place.file.path);
  const [from, to] = [values?.['from'], values?.['to']];
  if (place === undefined || file?.text !== place.file.text || typeof from !== 'string' || typeof to !== 'string') return refused(`${at.name} stands in no file`);
  const { start, end } = place.range;
  const found = file.text.indexOf(from, start);
  if (found === -1 || found + from.length > end) return refused('the address is put together from several pieces');
  // The name of a dialect in URL.create stands alone.
  const after = file.text.slice(found + from.length);
  if (!/^(:\/\/|["'])/.test(after)) return refused('the scheme does not end where it should');
  return edited(file.path, [{ range: { start: found, end: found + from.length }, text: to }]);
}
