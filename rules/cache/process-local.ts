import { defineCheck, fail, notApplicable, pass, type Outcome } from '#rule';
import { advised } from '../shared/advised.ts';
import { processCounts, productOf } from '../shared/process-counts.ts';
import { recordsIn } from '../shared/records.ts';
import { listed } from '../shared/words.ts';

export default defineCheck({
  needs: [],
  reads: ['cache.stores', 'server.workers', 'deploy.replicas'],
  check(facts, { text }): Outcome {
    const stores = (recordsIn(facts['cache.stores']) ?? []).filter(({ scope, kind, name, write, beside }) =>
      beside === undefined && scope !== 'script' && (/^(dictionary|Map|object|set)$/.test(kind) ? write !== undefined && new RegExp(text('caches'), 'i').test(name) : true));
    const [first, ...rest] = stores;
    if (first === undefined) return notApplicable('it keeps no cache in memory');
    const counts = processCounts(facts);
    if (counts === undefined) return notApplicable('nothing says how many processes there are');
    if (counts.length === 0) return pass();
    return fail({
      message: `each of ${productOf(counts)} has its own ${listed([...new Set(stores.map(({ name }) => name))])}`,
      evidence: [first.at, ...rest.map(({ at }) => at), ...counts], anchor: 'cache:process',
      fix: advised('Keep in Redis what must be the same everywhere, or give entries a short life'),
    });
  },
});
