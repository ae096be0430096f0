import { defineCheck, fail, notApplicable, type Change, type Evidence, type Outcome, type ProposedFix, type ReadModifyWrite } from '#rule';
import { advised } from '../shared/advised.ts';
import { perFunction } from '../shared/by-function.ts';
import { isAsked, isServedBy } from '../shared/database-calls.ts';
import { asWellAs } from '../shared/findings.ts';
import { handlerName } from '../shared/handlers.ts';
import { recordsIn } from '../shared/records.ts';
import { listed } from '../shared/words.ts';

export default defineCheck({
  needs: [],
  reads: ['database.readModifyWrites'],
  check(facts, { number, service }): Outcome | readonly Outcome[] {
    const changes = recordsIn(facts['database.readModifyWrites'])?.filter(isServedBy(service.facts));
    if (changes === undefined) return notApplicable('nobody has read the code of the program');
    return perFunction(changes, number('most-findings'), finding);
  },
});

function finding(changes: readonly [ReadModifyWrite, ...ReadModifyWrite[]], left: number): Outcome {
  const [first, ...rest] = changes;
  const name = handlerName(first.within);
  const fields = listed([...new Set(changes.map(({ field }) => field))]);
  const evidence: readonly [Evidence, ...Evidence[]] = [first.at, first.read, ...rest.slice(0, 2).map(({ at }) => at)];
  return fail({
    message: `${name} reads ${fields}, counts in the program and writes the result back: of two requests at the same time one is lost${asWellAs(left, 'function')}`,
    evidence, anchor: `update:${name}:${fields}`,
    severity: changes.some(({ shared }) => shared) ? 'critical' : 'medium', ...(isAsked(first) ? {} : { confidence: 'medium' }),
    fix: fixOf(changes),
  });
}

/** Python locks the row where a check decides; for the others nobody but a person can say what is to happen when the check fails late. */
function fixOf(changes: readonly [ReadModifyWrite, ...ReadModifyWrite[]]): ProposedFix {
  const [first, ...rest] = changes;
  const isChecked = changes.some(({ checked }) => checked);
  if (/^(sqlalchemy|django)$/.test(first.library)) {
    const at: readonly [Evidence, ...Evidence[]] = [first.at, first.read, ...rest.flatMap((each) => [each.at, each.read])];
    return isChecked ? { title: 'Lock the row when it is read, until the change is committed', applicability: 'review', change: { kind: 'rewrite', how: 'atomic-change', at, with: { lock: true } } }
      : { title: 'Let the database change the value, with an expression of its column', applicability: 'review', change: { kind: 'rewrite', how: 'atomic-change', at } };
  }
  if (isChecked) return advised('Put the check into the WHERE of the update, and look at how many rows it changed');
  if (!/^(prisma|pg)$/.test(first.library)) return advised('Let the database change the value');
  const change = (each: ReadModifyWrite): Change => ({ kind: 'rewrite', how: 'atomic-change', at: [each.at], with: { field: each.field } });
  return {
    title: 'Let the database change the value', applicability: 'review',
    change: rest.length === 0 ? change(first) : { kind: 'all', changes: [change(first), ...rest.map(change)] },
  };
}
