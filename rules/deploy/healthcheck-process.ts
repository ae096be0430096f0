import { defineCheck, fail, notApplicable, pass, valueOf, type Outcome } from '#rule';
import { probeOf } from '../shared/probe.ts';
import { answersNobody } from '../shared/silent-process.ts';

export default defineCheck({
  needs: [],
  reads: ['deploy.healthcheckPath', 'start.server', 'start.steps', 'web.listens', 'web.app', 'web.routes', 'process.singletons', 'queue.workers', 'start.serverCommand'],
  check(facts, { service, strings }): Outcome {
    const { path, outcome } = probeOf(facts['deploy.healthcheckPath']);
    if (path === undefined) return outcome;
    if (facts['start.server']?.state !== 'known') return notApplicable('what it starts cannot be told');
    if (valueOf(facts['start.steps'])?.some(({ purpose }) => purpose === 'server') === true) return pass();
    const silent = answersNobody(service, strings('workers'));
    if (silent === undefined) return pass();
    return fail({
      message: `the health check asks for ${path.value}, and ${silent.what}, so no deploy goes live`, evidence: [path, silent.at],
      fix: { title: 'Drop the health check of the worker', applicability: 'review', change: { kind: 'remove-fact', fact: 'deploy.healthcheckPath' } },
    });
  },
});
