import { defineCheck, fail, notApplicable, type Outcome } from '#rule';
import { advised } from '../shared/advised.ts';
import { asWellAs, findingsOf } from '../shared/findings.ts';
import { handlerName } from '../shared/handlers.ts';
import { recordsIn } from '../shared/records.ts';

export default defineCheck({
  needs: [],
  reads: ['async.groups'],
  check(facts, { number }): readonly Outcome[] {
    const all = recordsIn(facts['async.groups']);
    if (all === undefined) return [notApplicable('nobody has read the code of the program')];
    const groups = all.filter(({ scope, over, settles, asks }) => scope === 'job' && over !== undefined && !settles && asks.includes('http'));
    return findingsOf(groups, number('most-findings'), ({ at, call, within, over }, left) => fail({
      message: `One request that fails makes ${call} in ${handlerName(within)} drop the answers for all others of ${over ?? 'the list'}${asWellAs(left, 'place')}`,
      evidence: [at], anchor: `failures:${within ?? 'module'}`,
      fix: advised(call === 'Promise.all' ? 'Use Promise.allSettled, and look at each result' : 'Use return_exceptions=True, and look at each result'),
    }));
  },
});
