import { defineCheck, fail, notApplicable, type Outcome } from '#rule';
import { asWellAs, findingsOf } from '../shared/findings.ts';
import { handlerName } from '../shared/handlers.ts';
import { recordsIn } from '../shared/records.ts';
import { together, waitsOf } from '../shared/waits.ts';
import { counted } from '../shared/words.ts';

export default defineCheck({
  needs: [],
  reads: ['async.waitsInTurn'],
  check(facts, { number }): readonly Outcome[] {
    const waits = recordsIn(facts['async.waitsInTurn']);
    if (waits === undefined) return [notApplicable('nobody has read the code of the program')];
    return findingsOf(waitsOf(waits, 'sequence'), number('most-findings'), (wait, left) => fail({
      message: `${handlerName(wait.within)} waits for ${counted(wait.others.length + 1, 'answer')} one after the other, though none needs another${asWellAs(left, 'place')}`,
      evidence: [wait.at, ...wait.others.slice(0, 3)], anchor: `sequence:${wait.within ?? 'module'}`,
      fix: { title: 'Wait for them together', applicability: 'review', change: together(wait) },
    }));
  },
});
