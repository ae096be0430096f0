import { defineCheck, fail, notApplicable, pass, type Outcome } from '#rule';
import { reasonAgainstPreload } from '../shared/preload.ts';
import { serverAmong } from '../shared/served-by.ts';

export default defineCheck({
  needs: [],
  reads: ['start.server', 'server.workers', 'server.preload', 'server.reload', 'server.workerClass', 'process.singletons', 'service.platforms', 'database.pools', 'redis.clients', 'http.clients'],
  check(facts, { service }): Outcome {
    if (serverAmong(service.facts, 'gunicorn') === undefined) return notApplicable('gunicorn does not serve it');
    const [workers, preload] = [facts['server.workers'], facts['server.preload']];
    if (workers?.state !== 'known' || workers.value < 2) return notApplicable('no second worker is known');
    if (preload?.state !== 'known' || preload.value) return pass();
    const against = reasonAgainstPreload(service.facts);
    if (against !== undefined) return notApplicable(against);
    return fail({
      message: `${workers.value} workers import the application each for itself`,
      evidence: [workers, preload], anchor: 'server.preload',
      fix: { title: 'Load the application before the workers fork', applicability: 'review', change: { kind: 'set-fact', fact: 'server.preload', value: true } },
    });
  },
});
