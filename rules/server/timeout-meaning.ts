import { defineCheck, fail, notApplicable, pass, type Outcome } from '#rule';
import { workerKind } from '../shared/worker-class.ts';

export default defineCheck({
  needs: [],
  reads: ['start.server', 'server.timeout', 'server.workerClass'],
  check(facts, { service, number }): Outcome {
    const [timeout, workerClass] = [facts['server.timeout'], facts['server.workerClass']];
    if (workerKind(service.facts) !== 'loop' || workerClass?.state !== 'known') return notApplicable('its workers have no event loop');
    if (timeout?.state !== 'known' || timeout.value <= number('at-most')) return pass();
    return fail({
      message: `a loop that hangs is noticed after ${timeout.value} seconds, and the timeout limits no request of the worker class ${workerClass.value}`,
      evidence: [timeout, workerClass], anchor: 'server.timeout',
      fix: { title: `Set the timeout to ${number('wanted')} seconds`, applicability: 'review', change: { kind: 'set-fact', fact: 'server.timeout', value: number('wanted') } },
    });
  },
});
