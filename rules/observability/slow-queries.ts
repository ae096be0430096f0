import { defineCheck, fail, notApplicable, pass } from '#rule';
import { advised } from '../shared/advised.ts';
import { packageNamed } from '../shared/queues.ts';
import { recordsIn } from '../shared/records.ts';

export default defineCheck({
  needs: [],
  reads: ['database.pools', 'database.statementTimings', 'runtime.dependencies'],
  check(_facts, { service: { facts }, strings }) {
    const [pool] = (recordsIn(facts['database.pools']) ?? []).filter(({ served, kind }) => served && kind === 'postgresql');
    const timings = recordsIn(facts['database.statementTimings']);
    if (pool === undefined || timings === undefined) return notApplicable('it connects to no PostgreSQL, or nobody has read how');
    if (timings.length > 0 || strings('agents').some((name) => packageNamed(facts, name) !== undefined)) return pass();
    return fail({
      message: 'nothing in the code tells which statements are slow', evidence: [pool.at], anchor: 'statements',
      fix: advised('Turn on pg_stat_statements, unless the database has it on already'),
    });
  },
});
