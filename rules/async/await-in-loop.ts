import { defineCheck, fail, notApplicable, type Outcome } from '#rule';
import { advised } from '../shared/advised.ts';
import { asWellAs, findingsOf } from '../shared/findings.ts';
import { handlerName } from '../shared/handlers.ts';
import { recordsIn } from '../shared/records.ts';
import { waitsOf } from '../shared/waits.ts';

export default defineCheck({
  needs: [],
  reads: ['async.waitsInTurn'],
  check(facts, { number }): readonly Outcome[] {
    const waits = recordsIn(facts['async.waitsInTurn']);
    if (waits === undefined) return [notApplicable('nobody has read the code of the program')];
    return findingsOf(waitsOf(waits, 'loop'), number('most-findings'), ({ at, within }, left) => fail({
      message: `${handlerName(within)} asks another service once for each turn of a loop, and waits for each answer before the next${asWellAs(left, 'place')}`,
      evidence: [at], anchor: `loop:${within ?? 'module'}`, fix: advised('Let a few turns run together, with asyncio.gather and a semaphore, or Promise.all over parts of the list'),
    }));
  },
});
