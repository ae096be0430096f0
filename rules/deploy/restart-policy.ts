import { defineCheck, fail, pass, undecided, valueOf, type FactSet, type Outcome } from '#rule';

export default defineCheck({
  needs: [],
  reads: ['deploy.restartPolicy', 'deploy.healthcheckPath', 'web.healthRoutes', 'start.server', 'server.workers', 'server.maxRequests'],
  check(facts, { service }): Outcome {
    const policy = facts['deploy.restartPolicy'];
    if (policy?.state === 'unresolved') return undecided(`the restart policy cannot be told: ${policy.reason}`);
    if (policy?.state === 'known' && policy.value === 'always') return pass();
    if (policy?.state === 'known' && policy.value === 'never') {
      return fail({
        message: `${service.name} stays down when it crashes`, evidence: [policy],
        fix: { title: 'Restart the service on failure', applicability: 'review', change: { kind: 'set-fact', fact: 'deploy.restartPolicy', value: 'on_failure' } },
      });
    }
    const silentExit = exitsInSilence(service.facts);
    if (silentExit !== undefined) return silentExit;
    return pass(); // ON_FAILURE, which is the default too
  },
});

/** Where uvicorn ends with status 0 although it should go on. */
function exitsInSilence(facts: FactSet): Outcome | undefined {
  const [workers, limit, server] = [facts['server.workers'], facts['server.maxRequests'], facts['start.server']];
  if (server?.state !== 'known' || server.value !== 'uvicorn' || workers?.state !== 'known') return undefined;
  if (workers.value === 1 && limit?.state === 'known' && limit.value > 0) {
    return fail({
      message: `uvicorn ends with status 0 after ${limit.value} requests, and nobody starts it again`,
      evidence: [limit, workers], severity: 'critical',
      fix: { title: 'Drop the limit of requests', applicability: 'review', change: { kind: 'remove-fact', fact: 'server.maxRequests' } },
    });
  }
  if (workers.value < 2 || valueOf(facts['deploy.healthcheckPath']) !== undefined) return undefined;
  if (facts['deploy.healthcheckPath']?.state !== 'absent') return undefined; // the dashboard may hold one
  const [route] = valueOf(facts['web.healthRoutes']) ?? [];
  return fail({
    message: `uvicorn with ${workers.value} workers ends with status 0 when the application cannot start, and no health check notices`,
    evidence: [workers, server],
    fix: route === undefined
      ? { title: 'Add a health check', applicability: 'advice', change: { kind: 'advice' } }
      : { title: `Ask ${route.value}, which the application serves, whether it is up`, applicability: 'review', change: { kind: 'set-fact', fact: 'deploy.healthcheckPath', value: route.value } },
  });
}
