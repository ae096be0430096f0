import { defineCheck, fail, notApplicable, pass, valueOf, type Outcome } from '#rule';

/** Platforms that start a process again whatever its status was. */
const RESTARTS = new Set(['heroku', 'render', 'fly', 'dokku']);

export default defineCheck({
  needs: [],
  reads: ['server.maxRequests', 'server.workers', 'deploy.restartPolicy', 'service.platforms'],
  check(facts): Outcome {
    const [limit, workers, policy] = [facts['server.maxRequests'], facts['server.workers'], facts['deploy.restartPolicy']];
    if (limit?.state !== 'known' || limit.value === 0) return notApplicable('no limit of requests is set');
    const platform = valueOf(facts['service.platforms'])?.[0];
    if (workers?.state !== 'known' || workers.value > 1 || valueOf(policy) === 'always' || RESTARTS.has(platform ?? '')) return pass();
    return fail({
      message: `uvicorn ends with status 0 after ${limit.value} requests, and nobody starts it again`,
      evidence: [limit, workers], anchor: 'server.maxRequests',
      ...(platform === undefined ? { severity: 'high', confidence: 'medium' } as const : {}),
      fix: { title: 'Drop the limit of requests', applicability: 'safe', change: { kind: 'remove-fact', fact: 'server.maxRequests' } },
    });
  },
});
