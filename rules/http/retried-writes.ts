import { defineCheck, fail, notApplicable, type Outcome } from '#rule';
import { advised } from '../shared/advised.ts';
import { findingsOf } from '../shared/findings.ts';
import { handlerName } from '../shared/handlers.ts';
import { recordsIn } from '../shared/records.ts';

export default defineCheck({
  needs: [],
  reads: ['http.retries'],
  check(facts, { number }): readonly Outcome[] {
    const all = recordsIn(facts['http.retries']);
    if (all === undefined) return [notApplicable('nobody has read the code of the program')];
    const writes = all.flatMap((retry) => (retry.write === undefined ? [] : [{ ...retry, write: retry.write }]));
    return findingsOf(writes, number('most-findings'), ({ at, write, within }) => fail({
      message: `${handlerName(within)} sends a POST again when it fails, though the first may have been carried out`,
      evidence: [write, at], anchor: `write:${within ?? 'module'}`,
      fix: advised('Send an idempotency key that stays the same for all attempts, or try again only what surely did not arrive'),
    }));
  },
});
