import { chainOf } from '../../../code/python/queries/chains.ts';
import { insertAt, type TextEdit } from '../../../text/edit.ts';
import type { ChangeAt } from './change-at.ts';

/** Reads the row with a lock, which the end of the transaction gives back; why not, where there is no transaction. */
export function lockEdits(found: ChangeAt, isDjango: boolean, isTransactional: boolean): readonly TextEdit[] | string {
  if (isDjango) return isTransactional ? djangoLock(found) : 'select_for_update() needs transaction.atomic() around the read and the save';
  const { chain: { steps }, asked } = found;
  const [first, second] = steps;
  if (first.name === 'get' || first.name === 'get_one') {
    const last = first.call.arguments.at(-1);
    return last === undefined ? 'it has no arguments' : [insertAt(last.range.end, ', with_for_update=True')];
  }
  if (first.name === 'query' || second !== undefined && asked === undefined) {
    const end = steps.at(-1);
    return end === undefined || end.call.callee.kind !== 'attribute' || steps.length < 2 ? 'the query has no end' : [insertAt(end.call.callee.object.range.end, '.with_for_update()')];
  }
  const select = asked === undefined ? undefined : chainOf(asked);
  return asked === undefined || select?.steps[0].name !== 'select' ? 'the query is not written as a select' : [insertAt(asked.range.end, '.with_for_update()')];
}

/** `Model.objects.select_for_update().get(...)`, also for `get_object_or_404`. */
function djangoLock({ chain: { receiver, steps: [first] } }: ChangeAt): readonly TextEdit[] | string {
  if (receiver !== undefined) return [insertAt(receiver.range.end, '.select_for_update()')];
  const model = first.call.arguments[0]?.value;
  return model?.kind === 'name' ? [insertAt(model.range.end, '.objects.select_for_update()')] : 'nothing tells which model the row is of';
}
