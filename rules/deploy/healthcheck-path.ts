import { defineCheck, fail, pass, undecided, valueOf, type Evidence } from '#rule';
import { deployFile } from '../shared/deploy-files.ts';
import { serveHealth } from '../shared/health-route.ts';

export default defineCheck({
  needs: [],
  reads: ['deploy.healthcheckPath', 'build.configFiles', 'web.healthRoutes', 'web.app', 'web.routes', 'web.routesComplete', 'runtime.dependencies'],
  check(facts, { service }) {
    const path = facts['deploy.healthcheckPath'];
    if (path?.state === 'unresolved') return undecided(`the health check path cannot be told: ${path.reason}`);
    const isEmpty = path?.state === 'known' && path.value.trim() === '';
    if (path?.state === 'known' && !isEmpty) return pass();
    const file = deployFile(facts['build.configFiles']);
    if (file === undefined || path === undefined) return undecided('no file holds deploy settings; the health check may be set in the dashboard');
    const [route] = valueOf(facts['web.healthRoutes']) ?? [];
    const evidence: readonly [Evidence, ...Evidence[]] = route === undefined ? [path] : [path, route];
    return fail({
      message: `${service.name} goes live without a health check`,
      evidence,
      confidence: file.kind.value === 'railway-ts' ? 'high' : 'medium',
      fix: route === undefined
        ? serveHealth(facts)
        : { title: `Use ${route.value}, which the application serves, as the health check path`, applicability: 'review', change: { kind: 'set-fact', fact: 'deploy.healthcheckPath', value: route.value } },
    });
  },
});
