import { defineCheck, fail, notApplicable, pass, valueOf } from '#rule';
import { isDeployedTo } from '../shared/platforms.ts';

export default defineCheck({
  needs: [],
  reads: ['service.platforms', 'start.server', 'server.host', 'server.workers'],
  check(facts, { service }) {
    const [host, workers] = [facts['server.host'], facts['server.workers']];
    if (valueOf(facts['start.server']) !== 'uvicorn') return notApplicable('it is not served by uvicorn');
    if (!isDeployedTo(service.facts, 'railway')) return notApplicable('no file shows that it is deployed to Railway');
    if (host?.state !== 'known') return notApplicable('the address it listens on cannot be told');
    if (!/^\[?::\]?$/.test(host.value) || workers?.state === 'unresolved' || (valueOf(workers) ?? 1) > 1) return pass();
    return fail({
      message: `${service.name} answers IPv6 only: one process of uvicorn listens on ${host.value}`,
      evidence: workers?.state === 'known' ? [host, workers] : [host],
      fix: { title: 'Listen on 0.0.0.0', applicability: 'review', change: { kind: 'set-fact', fact: 'server.host', value: '0.0.0.0' } },
    });
  },
});
