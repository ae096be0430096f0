import { defineCheck, fail, notApplicable, pass, valueOf } from '#rule';
import { advised } from '../shared/advised.ts';
import { isDeployedTo } from '../shared/platforms.ts';

export default defineCheck({
  needs: [],
  reads: ['service.platforms', 'service.kind', 'web.capabilities', 'web.app'],
  check(facts, { service, service: { name } }) {
    const ids = (valueOf(facts['web.capabilities']) ?? []).filter(({ kind }) => kind === 'request-id');
    const [first] = ids;
    if (!isDeployedTo(service.facts, 'railway')) return notApplicable('no file shows that it is deployed to Railway');
    if (valueOf(facts['service.kind']) !== 'web' || facts['web.app']?.state !== 'known') return notApplicable('it is no web service whose application is known');
    if (first === undefined) return notApplicable('the program gives requests no id');
    if (ids.some(({ library }) => library === 'x-railway-request-id')) return pass();
    return fail({
      message: `${name} gives requests an id that Railway's network log does not know`, evidence: [first.at], anchor: 'request-id',
      fix: advised('Take the id from X-Railway-Request-Id where it is sent'),
    });
  },
});
