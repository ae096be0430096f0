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
    const [first, ...rest] = answer.route.asks ?? [];
    if (first === undefined) return pass();
    return fail({
      message: `${path.value} waits for ${rest.length === 0 ? `\`${first.value}\`` : `${rest.length + 1} calls to something outside of the process`} before it answers`,
      evidence: [first, ...rest, path], anchor: 'deploy.healthcheckPath',
      fix: advised('Ask a route that says only that the process is up, and keep this one for monitoring'),
    });
  },
});
