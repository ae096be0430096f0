import { defineCheck, fail, notApplicable, pass, valueOf } from '#rule';
import { advised } from '../shared/advised.ts';
import { answersNobody } from '../shared/silent-process.ts';
import { listed } from '../shared/words.ts';

export default defineCheck({
  needs: ['live.domains'],
  reads: ['start.server', 'start.serverCommand', 'start.steps', 'web.listens', 'web.app', 'web.routes', 'process.singletons'],
  check(facts, { service, strings }) {
    const [first, ...others] = facts['live.domains'].value;
    if (first === undefined) return notApplicable('it has no domain');
    if (facts['start.server']?.state !== 'known') return notApplicable('what it starts cannot be told');
    if (valueOf(facts['start.steps'])?.some(({ purpose }) => purpose === 'server') === true) return pass();
    const silent = answersNobody(service, strings('workers'));
    if (silent === undefined) return pass();
    const names = listed([first, ...others].map(({ domain }) => domain));
    return fail({
      message: `${names} ${others.length === 0 ? 'leads' : 'lead'} to ${service.name}, and ${silent.what}`, evidence: [first.at, silent.at, ...others.map(({ at }) => at)], anchor: 'domain',
      fix: advised('Delete the domain, or give it to the service that is meant'),
    });
  },
});
