import { defineCheck, fail, notApplicable, pass, valueOf, type Outcome } from '#rule';
import { isAsked } from '../shared/asked.ts';
import { recordsIn } from '../shared/records.ts';
import { serverAmong } from '../shared/served-by.ts';

export default defineCheck({
  needs: [],
  reads: ['start.server', 'server.forwardedAllowIps', 'server.workerClass', 'start.interface', 'web.proxyUses', 'service.platforms'],
  check(facts, { service }): Outcome {
    const server = serverAmong(service.facts, 'gunicorn', 'uvicorn');
    if (server === undefined) return notApplicable('another server serves it');
    const trusted = facts['server.forwardedAllowIps'];
    if (facts['service.platforms']?.state !== 'known') return notApplicable('no file says which proxy stands before it');
    if (trusted?.state !== 'known') return notApplicable('whom the server trusts cannot be told');
    if (trusted.value.split(',').some((address) => !/^\s*(127\.\d+\.\d+\.\d+|::1|localhost)\s*$/.test(address))) return pass();
    const isWsgi = server.value === 'gunicorn' && !/uvicorn|asgi/i.test(valueOf(facts['server.workerClass']) ?? '');
    const uses = (recordsIn(facts['web.proxyUses']) ?? []).filter(({ about }) => about === 'scheme' || !isWsgi);
    const [first, ...rest] = [...uses.filter(({ about }) => about === 'scheme'), ...uses.filter(({ about }) => about === 'address')];
    if (first === undefined) return pass();
    const [wrong, severity] = first.about === 'scheme' ? ['http:// for every visitor', 'high'] as const : ["the proxy's address for every visitor", 'medium'] as const;
    return fail({
      message: `${server.value} trusts no proxy, so the program sees ${wrong}${trusted.provenance.kind === 'default' && !isAsked(service.facts) ? ', unless the dashboard sets FORWARDED_ALLOW_IPS' : ''}`,
      evidence: [first.at, trusted, ...rest.slice(0, 2).map(({ at }) => at)], anchor: 'server.forwardedAllowIps', severity,
      fix: { title: "Trust the platform's proxy", applicability: 'review', change: { kind: 'set-fact', fact: 'server.forwardedAllowIps', value: '*' } },
    });
  },
});
