import { defineCheck, fail, notApplicable, pass, type Outcome } from '#rule';
import { partsOf } from '../shared/queues.ts';

export default defineCheck({
  needs: [],
  reads: ['queue.parts'],
  check(_facts, { service: { facts } }): readonly Outcome[] {
    const bosses = partsOf(facts, 'pg-boss', 'boss');
    if (bosses.length === 0) return [notApplicable('it makes no pg-boss')];
    const deaf = bosses.filter(({ hears, isOwn, scope }) => !hears.includes('error') && !hears.includes('*') && isOwn && scope !== 'script');
    const findings = deaf.map(({ at }) => fail({
      message: 'an error of pg-boss, such as a lost connection, ends the process: nobody listens to it', evidence: [at], anchor: 'error',
      fix: { title: "Listen to the boss's errors, and log them", applicability: 'safe', change: { kind: 'rewrite', how: 'handle-event', at: [at], with: { event: 'error' } } },
    }));
    return findings.length === 0 ? [pass()] : findings;
  },
});
