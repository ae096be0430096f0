import type { Planned } from '../../../model/change.ts';
import type { FixContext, Rewrite } from '../../context.ts';
import { edited, placeOf, refused, together } from '../../planned.ts';
import { importEdit } from '../imports.ts';
import { setPythonOptions } from '../set-options.ts';

/** What only a pool that keeps connections takes: NullPool refuses them. */
const SIZES = ['pool_size', 'max_overflow', 'pool_timeout', 'pool_recycle', 'pool_use_lifo', 'pool_pre_ping'];

/**
 * Lets an engine keep no connections, so that it can be used in one event loop after another.
 * https://docs.sqlalchemy.org/en/20/orm/extensions/asyncio.html#using-multiple-asyncio-event-loops
 */
export async function keepNothing({ at: [at] }: Rewrite, context: FixContext): Promise<Planned> {
  const place = placeOf(at);
  const file = place && context.files.read(place.file.path);
  if (place === undefined || file === undefined) return refused(`${at.name} stands in no file`);
  const found = await importEdit(file, { from: 'sqlalchemy.pool', name: 'NullPool' }, place.range.start);
  if (!found.ok) return refused(found.because);
  const call = await setPythonOptions({ kind: 'set-options', at, set: { poolclass: { code: found.name } }, remove: SIZES }, context);
  return found.edits.length === 0 ? call : together([call, edited(file.path, found.edits)]);
}
