import type { PythonExpression } from '../../../documents/python-tree.ts';
import type { Known } from '../../../model/fact.ts';
import { instanceOf } from '../instances.ts';
import { externalName } from '../origins.ts';
import type { Program } from '../program.ts';
import type { Range } from '../../../text/range.ts';
import type { Place } from '../python-file.ts';
import { shown } from '../shown.ts';
import { handleOf } from './handles.ts';
import { spotsOf } from './loops.ts';

/** The block or decorator that holds a transaction open around a call. */
export function transactionAround(program: Program, { place, call }: { readonly place: Place; readonly call: { readonly range: Range } }): Known<string> | undefined {
  for (const { statement } of spotsOf(place, call.range).toReversed()) {
    if (statement.kind !== 'with') continue;
    const item = statement.items.find(({ value }) => value.range.end <= call.range.start && isTransaction(program, value, place));
    if (item !== undefined) return shown('transaction', place.file, item.value.range);
  }
  const node = place.chain.findLast((each) => each.kind === 'function');
  const decorator = node?.decorators.find((each) => isAtomic(program, each.kind === 'call' ? each.callee : each, place));
  return decorator === undefined ? undefined : shown('transaction', place.file, decorator.range);
}

function isAtomic(program: Program, expression: PythonExpression, place: Place): boolean {
  return /^django\.db\.transaction\.atomic$/.test(externalName(program, expression, place) ?? '');
}

/** `transaction.atomic()`, `session.begin()`, `SessionLocal.begin()`, `conn.transaction()`. */
function isTransaction(program: Program, value: PythonExpression, place: Place): boolean {
  if (value.kind !== 'call') return isAtomic(program, value, place);
  const { callee } = value;
  if (isAtomic(program, callee, place)) return true;
  if (callee.kind !== 'attribute' || !/^(begin|transaction)$/.test(callee.name)) return false;
  const library = instanceOf(program, callee.object, place)?.library ?? '';
  return /^sqlalchemy\..*(create_engine|create_async_engine|sessionmaker)$/.test(library) || handleOf(program, callee.object, place) !== undefined;
}

/** True where a transaction is open around a range. */
export function isTransactional(program: Program, place: Place, range: Range): boolean {
  return transactionAround(program, { place, call: { range } }) !== undefined;
}
