import { defineCheck, fail, notApplicable, pass, undecided, valueOf, type Change, type Evidence, type Fact, type HostAllowlist, type ProposedFix } from '#rule';
import { isAsked } from '../shared/asked.ts';
import { deployFile } from '../shared/deploy-files.ts';
import { serveHealth } from '../shared/health-route.ts';
import { covers } from '../shared/hosts.ts';
import { recordsIn } from '../shared/records.ts';

export default defineCheck({
  needs: [],
  reads: ['deploy.healthcheckPath', 'build.configFiles', 'web.healthRoutes', 'web.app', 'web.routes', 'web.routesComplete', 'runtime.dependencies', 'web.hostAllowlists', 'web.listens'],
  check(facts, { service, text }) {
    const path = facts['deploy.healthcheckPath'];
    if (path?.state === 'unresolved') return undecided(`the health check path cannot be told: ${path.reason}`);
    const isEmpty = path?.state === 'known' && path.value.trim() === '';
    if (path?.state === 'known' && !isEmpty) return pass();
    const file = deployFile(facts['build.configFiles']);
    if (path === undefined || (file === undefined && !isAsked(service.facts))) return notApplicable('no file holds deploy settings, and the dashboard may name a health check path');
    if (recordsIn(facts['web.listens'])?.some(({ library }) => library === 'net') === true) return notApplicable('it listens for connections that are no HTTP');
    const [route] = valueOf(facts['web.healthRoutes']) ?? [];
    const evidence: readonly [Evidence, ...Evidence[]] = route === undefined ? [path] : [path, route];
    return fail({
      message: `${service.name} goes live without a health check`,
      evidence,
      confidence: file?.kind.value === 'railway-ts' || isAsked(service.facts) ? 'high' : 'medium',
      fix: withHost(route === undefined ? serveHealth(facts) : useRoute(route.value), facts['web.hostAllowlists'], text('host')),
    });
  },
});

function useRoute(route: string): ProposedFix {
  const title = `Use ${route}, which the application serves, as the health check path`;
  return { title, applicability: 'review', change: { kind: 'set-fact', fact: 'deploy.healthcheckPath', value: route } };
}

/** Each deploy would fail until the hosts that are answered name the one that the probe asks for: a list in the code gets it too. */
function withHost(fix: ProposedFix, lists: Fact<readonly HostAllowlist[]> | undefined, host: string): ProposedFix {
  const lacking = (recordsIn(lists) ?? []).filter(({ hosts }) => !hosts.some((pattern) => covers(pattern, host)));
  const isOpen = lacking.some(({ complete }) => !complete);
  const written = lacking.filter(({ complete }) => complete).map(({ at }): Change => ({ kind: 'rewrite', how: 'add-host', at: [at], with: { host } }));
  const title = `${fix.title}${written.length > 0 ? `, and answer ${host}` : ''}${isOpen ? `; the hosts of the environment need ${host}` : ''}`;
  const isWritten = fix.change.kind !== 'advice' && written.length > 0;
  return { ...fix, title, change: isWritten ? { kind: 'all', changes: [fix.change, ...written] } : fix.change };
}
