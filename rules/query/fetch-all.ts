import { defineCheck, fail, notApplicable, pass, type DatabaseCall, type Outcome } from '#rule';
import { advised } from '../shared/advised.ts';
import { byFunction } from '../shared/by-function.ts';
import { handlerName } from '../shared/handlers.ts';
import { recordsIn } from '../shared/records.ts';

export default defineCheck({
  needs: [],
  reads: ['database.calls'],
  check(facts, { number }): Outcome | readonly Outcome[] {
    const calls = recordsIn(facts['database.calls'])?.filter(({ scope, operation }) => scope === 'request' && operation === 'read-all');
    if (calls === undefined) return notApplicable('nobody has read the code of the program');
    const findings = byFunction(calls).slice(0, number('most-findings')).map(([first]) => finding(first));
    return findings.length === 0 ? pass() : findings;
  },
});

function finding({ at, call, within }: DatabaseCall): Outcome {
  const name = handlerName(within);
  return fail({ message: `${name} brings all rows of a table into memory: ${call}`, evidence: [at], anchor: `all:${name}`, fix: advised('Ask for one page, with a limit') });
}
