import { defineCheck, fail, notApplicable, pass, valueOf } from '#rule';
import { advised } from '../shared/advised.ts';

/** Length of `2026-11-22`. */
const DAY = 10;

export default defineCheck({
  needs: ['live.service'],
  reads: ['deploy.cronSchedule'],
  check(facts, { service: { name } }) {
    const { deployment } = facts['live.service'].value;
    if (deployment === undefined) return notApplicable('nothing was deployed yet');
    const { status, createdAt, at } = deployment;
    if (status !== 'FAILED' && status !== 'CRASHED') return pass();
    const day = createdAt.slice(0, DAY);
    if (status === 'FAILED') {
      return fail({
        message: `the newest deployment of ${name}, of ${day}, failed: what runs is older, if anything does`, evidence: [at], anchor: 'deployment',
        fix: advised('Read its log, mend what it says, and deploy again'),
      });
    }
    const isJob = valueOf(facts['deploy.cronSchedule']) !== undefined;
    return fail({
      message: isJob ? `the last run of ${name}, of the deployment of ${day}, ended with an error` : `the deployment of ${name} of ${day} crashed, and it is down until it runs again`,
      evidence: [at], anchor: 'deployment', ...(isJob ? {} : { severity: 'medium' }), fix: advised('Read its log, and start it again'),
    });
  },
});
