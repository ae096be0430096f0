import { defineProjectCheck, fail, notApplicable, pass, valueOf, type Outcome, type QueueCall, type Service } from '#rule';
import { callsOf, isAtLeastForSure, packageNamed } from '../shared/queues.ts';
import { listed } from '../shared/words.ts';

const SENDS = ['send', 'sendAfter', 'sendThrottled', 'sendDebounced', 'schedule'];

export default defineProjectCheck({
  reads: ['queue.calls', 'runtime.dependencies'],
  check(services, { text }): ReadonlyMap<Service, Outcome> {
    const made = services.flatMap(({ facts }) => callsOf(facts, 'pg-boss', 'createQueue'));
    return new Map(services.map((service) => [service, judged(service, made, { since: text('since'), throws: text('throws-since') })]));
  },
});

function judged({ facts }: Service, made: readonly QueueCall[], { since, throws }: { readonly since: string; readonly throws: string }): Outcome {
  const boss = packageNamed(facts, 'pg-boss');
  const taken = callsOf(facts, 'pg-boss', 'work');
  if (boss === undefined || taken.length === 0) return notApplicable('it takes no jobs of pg-boss');
  if (!isAtLeastForSure(boss, since)) return notApplicable('its pg-boss makes queues by itself, or nothing says which release it is');
  // A name that comes from a list may be any of them.
  if (made.some(({ queue }) => queue.state !== 'known')) return pass();
  const names = new Set(made.map(({ queue }) => valueOf(queue)));
  const missing = taken.filter(({ queue }) => queue.state === 'known' && !names.has(queue.value));
  const [first, ...rest] = onePerName(missing);
  if (first === undefined) return pass();
  const queues = [first, ...rest].map(({ queue }) => String(valueOf(queue)));
  const sent = callsOf(facts, 'pg-boss', ...SENDS).filter(({ queue }) => queues.includes(String(valueOf(queue))));
  const is = queues.length === 1 ? 'is' : 'are';
  return fail({
    message: `${listed(queues)} ${is} never made, so pg-boss ${isAtLeastForSure(boss, throws) ? 'refuses to send or take its jobs' : 'drops every job that is sent there'}`,
    evidence: [first.at, ...rest.slice(0, 3).map(({ at }) => at), ...sent.slice(0, 1).map(({ at }) => at), boss.at], anchor: 'createQueue',
    fix: {
      title: `Make ${queues.length === 1 ? 'the queue' : 'the queues'} with createQueue() when the program starts`, applicability: 'safe',
      change: { kind: 'rewrite', how: 'create-queue', at: [first.at, ...rest.map(({ at }) => at)] },
    },
  });
}

function onePerName(calls: readonly QueueCall[]): readonly QueueCall[] {
  return [...new Map(calls.toReversed().map((call) => [valueOf(call.queue), call])).values()].toReversed();
}
