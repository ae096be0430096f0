import { defineCheck, fail, notApplicable, type DatabaseCall, type Outcome } from '#rule';
import { perFunction } from '../shared/by-function.ts';
import { isServedBy } from '../shared/database-calls.ts';
import { asWellAs } from '../shared/findings.ts';
import { handlerName } from '../shared/handlers.ts';
import { recordsIn } from '../shared/records.ts';

export default defineCheck({
  needs: [],
  reads: ['database.calls'],
  check(facts, { number, service }): Outcome | readonly Outcome[] {
    const calls = recordsIn(facts['database.calls'])?.filter((call) => isServedBy(service.facts)(call) && call.operation === 'refresh');
    if (calls === undefined || calls.length === 0) return notApplicable('nothing here refreshes rows');
    return perFunction(calls.filter(({ isNeedless }) => isNeedless === true), number('most-findings'), finding);
  },
});

function finding([{ at, within }]: readonly [DatabaseCall, ...DatabaseCall[]], left: number): Outcome {
  const name = handlerName(within);
  return fail({
    message: `${name} asks the database for a row that it has just written and still holds${asWellAs(left, 'function')}`,
    evidence: [at], anchor: `refresh:${name}`,
    fix: { title: 'Leave the refresh out', applicability: 'review', change: { kind: 'rewrite', how: 'drop-refresh', at: [at] } },
  });
}
