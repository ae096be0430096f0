import { defineCheck, fail, notApplicable, pass, undecided, valueOf, type Evidence } from '#rule';
import { servePath } from '../shared/health-route.ts';
import { probeOf } from '../shared/probe.ts';
import { answerTo } from '../shared/routes.ts';
import { counted } from '../shared/words.ts';

export default defineCheck({
  needs: [],
  reads: ['deploy.healthcheckPath', 'web.routes', 'web.routesComplete', 'web.healthRoutes', 'web.app', 'runtime.dependencies'],
  check(facts, { service }) {
    const { path, outcome } = probeOf(facts['deploy.healthcheckPath']);
    if (path === undefined) return outcome;
    const routes = facts['web.routes'];
    if (routes?.state !== 'known') return notApplicable('the routes of the application cannot be read');
    const answer = answerTo(path.value, routes.value);
    if (answer.kind === 'served' || answer.kind === 'redirected') return pass();
    if (answer.kind === 'perhaps') return pass(); // a route that ends like the path, below a prefix that nobody could read
    if (valueOf(facts['web.routesComplete']) !== true) return undecided(`none of the routes that could be read answers ${path.value}: does another one?`);
    const [health] = valueOf(facts['web.healthRoutes']) ?? [];
    const isMethod = answer.kind === 'other-method';
    const evidence: readonly [Evidence, ...Evidence[]] = isMethod ? [path, answer.route.path] : health === undefined ? [path] : [path, health];
    return fail({
      message: isMethod
        ? `${service.name} answers ${path.value} only to ${answer.route.methods.join(', ')}, and the health check sends GET`
        : `${service.name} serves no ${path.value} among its ${counted(routes.value.length, 'route')}, so no deploy goes live`,
      evidence,
      fix: health === undefined || isMethod
        ? servePath(facts, path.value)
        : { title: `Use ${health.value}, which the application serves, as the health check path`, applicability: 'review', change: { kind: 'set-fact', fact: 'deploy.healthcheckPath', value: health.value } },
    });
  },
});
