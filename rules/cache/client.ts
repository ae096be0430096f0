import { defineCheck, fail, pass, undecided, valueOf, type Evidence } from '#rule';
import { advised } from '../shared/advised.ts';
import { recordsIn } from '../shared/records.ts';

export default defineCheck({
  needs: [],
  reads: ['redis.clients', 'web.capabilities', 'database.pools'],
  check(facts, { service }) {
    const [clients, capabilities] = [recordsIn(facts['redis.clients']), recordsIn(facts['web.capabilities'])];
    const isCached = (clients ?? []).length > 0 || capabilities?.some(({ kind }) => kind === 'cache') === true;
    if (isCached) return pass();
    const [pool] = valueOf(facts['database.pools']) ?? [];
    if (clients === undefined || capabilities === undefined || pool === undefined) return undecided('whether the program uses a cache cannot be told');
    const evidence: readonly [Evidence] = [pool.at];
    return fail({
      message: `${service.name} asks its database for everything, and has no cache client`, evidence, anchor: 'redis.clients',
      fix: advised('Cache what many read and few change'),
    });
  },
});
