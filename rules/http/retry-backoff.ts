import { defineCheck, fail, notApplicable, valueOf, type Outcome } from '#rule';
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
    const retries = all.filter(({ pace, attempts }) => (pace === 'none' || pace === 'constant') && (valueOf(attempts) ?? 2) > 1);
    return findingsOf(retries, number('most-findings'), ({ at, within, pace, library }) => fail({
      message: `${library === 'loop' ? handlerName(within) : library} tries a failed request again ${pace === 'none' ? 'at once' : 'after the same pause each time'}`,
      evidence: [at], anchor: `pace:${within ?? library}`,
      fix: advised('Wait longer before each further attempt, with some chance in it, and honour Retry-After'),
    }));
  },
});
