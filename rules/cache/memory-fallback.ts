import { defineCheck, fail, notApplicable, pass, type Outcome } from '#rule';
import { advised } from '../shared/advised.ts';
import { processCounts, productOf } from '../shared/process-counts.ts';
import { recordsIn } from '../shared/records.ts';

export default defineCheck({
  needs: [],
  reads: ['cache.stores', 'server.workers', 'deploy.replicas'],
  check(facts): Outcome {
    const store = (recordsIn(facts['cache.stores']) ?? []).find(({ beside, bounded, write }) => beside !== undefined && write !== undefined && !bounded);
    if (store?.beside === undefined || store.write === undefined) return notApplicable('nothing takes the place of Redis in memory');
    const counts = processCounts(facts);
    if (counts === undefined) return notApplicable('nothing says how many processes there are');
    if (counts.length === 0) return pass();
    return fail({
      message: `where Redis does not answer, each of ${productOf(counts)} goes on with its own ${store.name}`,
      evidence: [store.write, store.beside, ...counts], anchor: `fallback:${store.name}`,
      fix: advised('Fall back to memory with one process only, and refuse to start with several'),
    });
  },
});
