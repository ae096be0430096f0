import { defineCheck, fail, notApplicable, pass, type DatabaseCall, type Outcome } from '#rule';
import { byFunction } from '../shared/by-function.ts';
import { isServed } from '../shared/database-calls.ts';
import { handlerName } from '../shared/handlers.ts';
import { recordsIn } from '../shared/records.ts';

export default defineCheck({
  needs: [],
  reads: ['database.calls'],
  check(facts, { number }): Outcome | readonly Outcome[] {
    const calls = recordsIn(facts['database.calls'])?.filter((call) => isServed(call) && call.operation === 'refresh');
    if (calls === undefined || calls.length === 0) return notApplicable('nothing here refreshes rows');
    const findings = byFunction(calls.filter(({ isNeedless }) => isNeedless === true)).slice(0, number('most-findings')).map(([first]) => finding(first));
    return findings.length === 0 ? pass() : findings;
  },
});

function finding({ at, within }: DatabaseCall): Outcome {
  const name = handlerName(within);
  return fail({
    message: `${name} asks the database for a row that it has just written and still holds`,
    evidence: [at], anchor: `refresh:${name}`,
    fix: { title: 'Leave the refresh out', applicability: 'review', change: { kind: 'rewrite', how: 'drop-refresh', at: [at] } },
  });
}
