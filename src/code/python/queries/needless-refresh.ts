import { classOf, externalName } from '../origins.ts';
import { callsOf, type Program } from '../program.ts';
import type { CallSite } from '../python-file.ts';
import { boundValue } from './bound.ts';
import { spotsOf } from './loops.ts';

const FACTORY = /^(sqlalchemy|sqlmodel)\..*\b((async_)?sessionmaker|(Async)?Session)$/;
/** What the database itself puts into a row. */
const BY_DATABASE = /server_default|server_onupdate|FetchedValue|Computed|Sequence\(|Identity\(|onupdate/;

/**
 * True for `session.refresh(row)` right after `session.commit()` of a new row, where no session forgets its rows at a commit: the row holds
 * all its values already. https://docs.sqlalchemy.org/en/20/orm/session_api.html#sqlalchemy.orm.Session.params.expire_on_commit
 */
export function isNeedlessRefresh(program: Program, { call, place }: CallSite): boolean {
  const [row, ...more] = call.arguments;
  if (row?.value.kind !== 'name' || more.length > 0 || !keepsRows(program)) return false;
  const made = boundValue(row.value.name, place, call.range.start);
  const model = made?.kind === 'call' ? classOf(program, made.callee, place) : undefined;
  if (model === undefined || BY_DATABASE.test(model.place.file.source.text)) return false;
  const spot = spotsOf(place, call.range).at(-1);
  const before = spot?.block[spot.block.indexOf(spot.statement) - 1];
  return before !== undefined && place.file.source.text.slice(before.range.start, before.range.end).endsWith('.commit()');
}

/** True where every session of the program is made with `expire_on_commit=False`. */
function keepsRows(program: Program): boolean {
  const makers = [...callsOf(program)].filter(({ call, place }) => FACTORY.test(externalName(program, call.callee, place) ?? ''));
  return makers.length > 0 && makers.every(({ call }) => call.arguments.some(({ name, value }) => name === 'expire_on_commit' && value.kind === 'boolean' && !value.value));
}
