import { defineCheck, fail, notApplicable, pass, type Outcome } from '#rule';
import { advised } from '../shared/advised.ts';
import { serverAmong } from '../shared/served-by.ts';
import { workerKind } from '../shared/worker-class.ts';

export default defineCheck({
  needs: [],
  reads: ['start.server', 'server.keepAlive', 'server.workerClass', 'service.platforms'],
  check(facts, { service, number }): Outcome {
    const server = serverAmong(service.facts, 'gunicorn', 'uvicorn', 'hypercorn');
    if (server === undefined) return notApplicable('another server serves it');
    const keepAlive = facts['server.keepAlive'];
    if (facts['service.platforms']?.state !== 'known') return notApplicable('no file says which proxy stands before it');
    const isGunicorn = server.value === 'gunicorn';
    const kind = workerKind(service.facts);
    if (keepAlive?.state !== 'known' || (isGunicorn && (kind === undefined || kind === 'sync'))) return notApplicable('it keeps no idle connection');
    if (keepAlive.value >= number('at-least')) return pass();
    return fail({
      message: `${server.value} closes a connection that was idle for ${keepAlive.value} seconds, which a proxy may be about to use`,
      evidence: [keepAlive], anchor: 'server.keepAlive',
      fix: advised('Keep idle connections for 75 seconds where visitors see a 502 now and then'),
    });
  },
});
