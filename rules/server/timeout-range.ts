import { defineCheck, fail, notApplicable, pass, type Outcome } from '#rule';
import { workerKind } from '../shared/worker-class.ts';

export default defineCheck({
  needs: [],
  reads: ['start.server', 'server.timeout', 'server.workerClass', 'service.platforms'],
  check(facts, { service, number }): Outcome {
    const timeout = facts['server.timeout'];
    if (facts['service.platforms']?.state !== 'known') return notApplicable('no file says which edge stands before it');
    if (timeout?.state !== 'known') return notApplicable('the timeout cannot be told');
    const isLong = timeout.value > number('at-most') && workerKind(service.facts) !== 'loop';
    if (timeout.value !== 0 && !isLong) return pass();
    return fail({
      message: timeout.value === 0 ? 'nobody notices a worker that hangs: the timeout is switched off' : `a worker that hangs is noticed after ${Math.round(timeout.value / 60)} minutes`,
      evidence: [timeout], anchor: 'server.timeout',
      fix: { title: `Set the timeout to ${number('wanted')} seconds`, applicability: 'review', change: { kind: 'set-fact', fact: 'server.timeout', value: number('wanted') } },
    });
  },
});
