import { defineCheck, fail, notApplicable, type Outcome } from '#rule';
import { advised } from '../shared/advised.ts';
import { asWellAs, findingsOf } from '../shared/findings.ts';
import { handlerName } from '../shared/handlers.ts';
import { recordsIn } from '../shared/records.ts';

export default defineCheck({
  needs: [],
  reads: ['async.computations'],
  check(facts, { number }): readonly Outcome[] {
    const all = recordsIn(facts['async.computations']);
    if (all === undefined) return [notApplicable('nobody has read the code of the program')];
    const computations = all.filter((each, index) => each.scope === 'request' && all.findIndex(({ within, scope }) => within === each.within && scope === 'request') === index);
    return findingsOf(computations, number('most-findings'), ({ at, call, within }, left) => fail({
      message: `${handlerName(within)} does the work of ${call} in the event loop, and every other request waits for it${asWellAs(left, 'place')}`,
      evidence: [at], anchor: `computation:${within}`, fix: advised('Hand it to a process pool, or to a job'),
    }));
  },
});
