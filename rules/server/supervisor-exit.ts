import { defineCheck, fail, notApplicable, pass, valueOf, type Known, type Outcome, type ProposedFix } from '#rule';
import { advised } from '../shared/advised.ts';
import { isDeployedTo } from '../shared/platforms.ts';
import { serverAmong } from '../shared/served-by.ts';

export default defineCheck({
  needs: [],
  reads: ['start.server', 'server.workers', 'deploy.restartPolicy', 'deploy.healthcheckPath', 'web.healthRoutes', 'service.platforms'],
  check(facts, { service }): Outcome {
    const server = serverAmong(service.facts, 'uvicorn');
    if (server === undefined) return notApplicable('uvicorn does not serve it');
    const [workers, path] = [facts['server.workers'], facts['deploy.healthcheckPath']];
    if (workers?.state !== 'known' || workers.value < 2) return notApplicable('one process serves');
    if (!isDeployedTo(facts, 'railway')) return notApplicable('what restarts it is told elsewhere');
    if (valueOf(facts['deploy.restartPolicy']) === 'always') return pass();
    if (path?.state !== 'absent') return path?.state === 'known' ? pass() : notApplicable('the health check is set elsewhere');
    const [route] = valueOf(facts['web.healthRoutes']) ?? [];
    return fail({
      message: `uvicorn with ${workers.value} workers ends with status 0 when the application cannot start, and no health check notices`,
      evidence: [workers, server], anchor: 'server.workers',
      fix: healthCheck(route),
    });
  },
});

function healthCheck(route: Known<string> | undefined): ProposedFix {
  if (route === undefined) return advised('Add a health check');
  return { title: `Ask ${route.value}, which the application serves, whether it is up`, applicability: 'review', change: { kind: 'set-fact', fact: 'deploy.healthcheckPath', value: route.value } };
}
