import { defineCheck, fail, notApplicable, pass } from '#rule';
import { advised } from '../shared/advised.ts';
import { packageNamed } from '../shared/queues.ts';
import { recordsIn } from '../shared/records.ts';

const ABOUT_POOLS = /pool|conn/i;

export default defineCheck({
  needs: [],
  reads: ['web.metricsEndpoints', 'metrics.instruments', 'database.pools', 'runtime.dependencies'],
  check(_facts, { service: { facts }, strings }) {
    const [endpoint] = recordsIn(facts['web.metricsEndpoints']) ?? [];
    const [pool] = (recordsIn(facts['database.pools']) ?? []).filter(({ served, kind, scope }) => served && kind !== 'sqlite' && scope !== 'request');
    const instruments = recordsIn(facts['metrics.instruments']);
    if (endpoint === undefined || pool === undefined || instruments === undefined) return notApplicable('it has no metrics, or no pool');
    if (strings('exporters').some((name) => packageNamed(facts, name) !== undefined)) return pass();
    // Where a name is put together, it may be that of a pool.
    if (instruments.some(({ name }) => name === undefined || ABOUT_POOLS.test(name))) return pass();
    return fail({ message: 'the metrics do not tell how many connections of the pool are in use', evidence: [endpoint.at, pool.at], anchor: 'pool', fix: advised('Add gauges of the connections in use and of requests that wait') });
  },
});
