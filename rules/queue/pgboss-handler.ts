import { defineCheck, fail, notApplicable, pass, valueOf, type Outcome, type ProposedFix, type QueueCall } from '#rule';
import { advised } from '../shared/advised.ts';
import { callsOf, isAtLeastForSure, optionNamed, packageNamed } from '../shared/queues.ts';

export default defineCheck({
  needs: [],
  reads: ['queue.calls', 'runtime.dependencies'],
  check(_facts, { service: { facts }, text }): readonly Outcome[] {
    const boss = packageNamed(facts, 'pg-boss');
    const taken = callsOf(facts, 'pg-boss', 'work');
    if (boss === undefined || taken.length === 0) return [notApplicable('it takes no jobs of pg-boss')];
    if (!isAtLeastForSure(boss, text('since'))) return [notApplicable('its pg-boss hands over one job, or nothing says which release it is')];
    const wrong = taken.flatMap((call) => (call.handler?.readsOne === true && !call.handler.readsList ? [{ call, handler: call.handler }] : []));
    const findings = wrong.map(({ call, handler }) => fail({
      message: `the handler of ${call.queue.state === 'known' ? call.queue.value : 'a queue'} reads ${handler.parameter.value} as one job, and pg-boss hands it a list`,
      evidence: [handler.parameter, call.at, boss.at], anchor: `handler:${String(valueOf(call.queue))}`, fix: fixOf(call),
    }));
    return findings.length === 0 ? [pass()] : findings;
  },
});

/** Where several jobs come at a time, taking out the first would leave the others undone. */
function fixOf({ handler, options }: QueueCall): ProposedFix {
  const batch = optionNamed(options, 'batchSize')?.value;
  if (handler === undefined || (batch !== undefined && valueOf(batch) !== 1)) return advised('Go through the list of jobs');
  return { title: `Take the job out of the list: ([${handler.parameter.value}])`, applicability: 'safe', change: { kind: 'rewrite', how: 'destructure-job', at: [handler.parameter] } };
}
