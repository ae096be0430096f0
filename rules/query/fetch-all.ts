import { defineCheck, fail, notApplicable, type DatabaseCall, type Outcome } from '#rule';
import { advised } from '../shared/advised.ts';
import { perFunction } from '../shared/by-function.ts';
import { asWellAs } from '../shared/findings.ts';
import { handlerName } from '../shared/handlers.ts';
import { recordsIn } from '../shared/records.ts';

export default defineCheck({
  needs: [],
  reads: ['database.calls'],
  check(facts, { number }): Outcome | readonly Outcome[] {
    const calls = recordsIn(facts['database.calls'])?.filter(({ scope, operation }) => scope === 'request' && operation === 'read-all');
    if (calls === undefined) return notApplicable('nobody has read the code of the program');
    return perFunction(calls, number('most-findings'), finding);
  },
});

function finding([{ at, call, within }]: readonly [DatabaseCall, ...DatabaseCall[]], left: number): Outcome {
  const name = handlerName(within);
  return fail({ message: `${name} brings all rows of a table into memory: ${call}${asWellAs(left, 'function')}`, evidence: [at], anchor: `all:${name}`, fix: advised('Ask for one page, with a limit') });
}
