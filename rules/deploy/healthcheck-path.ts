import { defineCheck, fail, pass, undecided, valueOf, type Evidence, type Fact, type HostAllowlist, type ProposedFix } from '#rule';
import { deployFile } from '../shared/deploy-files.ts';
import { serveHealth } from '../shared/health-route.ts';
import { covers } from '../shared/hosts.ts';
import { recordsIn } from '../shared/records.ts';

export default defineCheck({
  needs: [],
  reads: ['deploy.healthcheckPath', 'build.configFiles', 'web.healthRoutes', 'web.app', 'web.routes', 'web.routesComplete', 'runtime.dependencies', 'web.hostAllowlists'],
  check(facts, { service, text }) {
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
      fix: withHost(route === undefined ? serveHealth(facts) : useRoute(route.value), facts['web.hostAllowlists'], text('host')),
    });
  },
});

function useRoute(route: string): ProposedFix {
  const title = `Use ${route}, which the application serves, as the health check path`;
  return { title, applicability: 'review', change: { kind: 'set-fact', fact: 'deploy.healthcheckPath', value: route } };
}

/** Where the environment gives the hosts that are answered, each deploy would fail until it names the one that the probe asks for. */
function withHost(fix: ProposedFix, lists: Fact<readonly HostAllowlist[]> | undefined, host: string): ProposedFix {
  const isOpen = recordsIn(lists)?.some((list) => !list.complete && !list.hosts.some((pattern) => covers(pattern, host)));
  return isOpen === true ? { ...fix, title: `${fix.title}; the hosts of the environment need ${host}` } : fix;
}
