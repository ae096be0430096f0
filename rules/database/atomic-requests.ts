import { defineRecordCheck, fail, notApplicable, pass, valueOf, type Evidence, type Outcome } from '#rule';
import { advised } from '../shared/advised.ts';
import { givenOption } from '../shared/lasting-pools.ts';

export default defineRecordCheck({
  each: 'database.pools',
  needs: [],
  reads: ['http.clients'],
  check(pool, facts): Outcome {
    const given = givenOption(pool, 'ATOMIC_REQUESTS');
    if (pool.library !== 'django' || given === undefined) return notApplicable('nothing ties transactions to requests');
    if (given.value !== true) return pass();
    const call = (valueOf(facts['http.clients']) ?? []).find(({ scope }) => scope === 'request');
    if (call === undefined) return pass();
    const evidence: readonly [Evidence, ...Evidence[]] = [given, call.at];
    return fail({
      message: `each request is one transaction, and ${call.within ?? 'a view'} waits for another service inside of it`, evidence, anchor: `pool:${pool.library}`,
      fix: advised('Mark the views that call other services with @transaction.non_atomic_requests'),
    });
  },
});
