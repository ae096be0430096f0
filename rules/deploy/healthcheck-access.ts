import { defineCheck, fail, notApplicable, pass, valueOf, type Outcome } from '#rule';
import { advised } from '../shared/advised.ts';
import { probeOf } from '../shared/probe.ts';
import { answerTo } from '../shared/routes.ts';

export default defineCheck({
  needs: [],
  reads: ['deploy.healthcheckPath', 'web.routes'],
  check(facts): Outcome {
    const { path, outcome } = probeOf(facts['deploy.healthcheckPath']);
    if (path === undefined) return outcome;
    const answer = answerTo(path.value, valueOf(facts['web.routes']) ?? []);
    if (answer.kind !== 'served') return notApplicable('no route that was read answers the path');
    if (answer.route.guarded !== true) return pass();
    return fail({
      message: `the health check asks for ${path.value}, and the route asks who is calling`, evidence: [path, answer.route.path],
      fix: advised(`Let ${path.value} answer without a login`),
    });
  },
});
