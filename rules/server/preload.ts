import { defineCheck, fail, notApplicable, pass, valueOf, type FactSet, type Outcome } from '#rule';
import { recordsIn } from '../shared/records.ts';
import { serverAmong } from '../shared/served-by.ts';

export default defineCheck({
  needs: [],
  reads: ['start.server', 'server.workers', 'server.preload', 'server.reload', 'server.workerClass', 'process.singletons', 'service.platforms', 'database.pools', 'redis.clients', 'http.clients'],
  check(facts, { service }): Outcome {
    if (serverAmong(service.facts, 'gunicorn') === undefined) return notApplicable('gunicorn does not serve it');
    const [workers, preload] = [facts['server.workers'], facts['server.preload']];
    if (workers?.state !== 'known' || workers.value < 2) return notApplicable('no second worker is known');
    if (preload?.state !== 'known' || preload.value) return pass();
    if (valueOf(facts['service.platforms'])?.[0] === 'render' && preload.provenance.kind === 'default') return notApplicable("Render's environment may set it in GUNICORN_CMD_ARGS");
    if (valueOf(facts['server.reload']) === true) return notApplicable('it watches files');
    if (/gevent|eventlet/i.test(valueOf(facts['server.workerClass']) ?? '')) return notApplicable('its worker class patches the process first');
    if (!opensNothing(service.facts)) return notApplicable('what it opens on import would be shared by its workers, or cannot be told');
    return fail({
      message: `${workers.value} workers import the application each for itself`,
      evidence: [workers, preload], anchor: 'server.preload',
      fix: { title: 'Load the application before the workers fork', applicability: 'review', change: { kind: 'set-fact', fact: 'server.preload', value: true } },
    });
  },
});

/** True where nothing is made on import that a fork would share, as far as the code says. */
function opensNothing(facts: FactSet): boolean {
  const lists = [facts['database.pools'], facts['redis.clients'], facts['http.clients']].map((fact) => recordsIn<{ readonly scope: string }>(fact));
  const isQuiet = lists.every((list) => list?.every(({ scope }) => scope !== 'module') === true);
  return isQuiet && recordsIn(facts['process.singletons'])?.length === 0;
}
