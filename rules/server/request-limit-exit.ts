import { defineCheck, fail, notApplicable, pass, valueOf, type Outcome } from '#rule';
import { serverAmong } from '../shared/served-by.ts';

/** Platforms that start a process again whatever its status was. */
const RESTARTS = new Set(['heroku', 'render', 'fly', 'dokku']);

export default defineCheck({
  needs: [],
  reads: ['start.server', 'server.maxRequests', 'server.workers', 'deploy.restartPolicy', 'service.platforms'],
  check(facts, { service }): Outcome {
    if (serverAmong(service.facts, 'uvicorn') === undefined) return notApplicable('uvicorn does not serve it');
    const [limit, workers, policy] = [facts['server.maxRequests'], facts['server.workers'], facts['deploy.restartPolicy']];
    if (limit?.state !== 'known' || limit.value === 0) return notApplicable('no limit of requests is set');
    const platform = valueOf(facts['service.platforms'])?.[0];
    if (workers?.state !== 'known' || workers.value > 1 || valueOf(policy) === 'always' || RESTARTS.has(platform ?? '')) return pass();
    return fail({
      message: `uvicorn ends with status 0 after ${limit.value} requests, and ${platform === undefined ? 'what restarts only failures does not start it again' : 'nobody starts it again'}`,
      evidence: [limit, workers], anchor: 'server.maxRequests',
      ...(platform === undefined ? { severity: 'medium', confidence: 'medium' } as const : {}),
      fix: { title: 'Drop the limit of requests', applicability: platform === undefined ? 'review' : 'safe', change: { kind: 'remove-fact', fact: 'server.maxRequests' } },
    });
  },
});
