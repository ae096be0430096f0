import { defineCheck, fail, notApplicable, pass, type HandedClient, type Outcome, type QueuePart } from '#rule';
import { isSamePlace } from '../shared/places.ts';
import { optionNamed, partsOf } from '../shared/queues.ts';

interface Blocking {
  readonly part: QueuePart;
  readonly client: HandedClient;
}

export default defineCheck({
  needs: [],
  reads: ['queue.parts'],
  check(_facts, { service: { facts } }): readonly Outcome[] {
    const blocking = partsOf(facts, 'bullmq', 'worker', 'events').flatMap((part): readonly Blocking[] => (part.client === undefined ? [] : [{ part, client: part.client }]));
    if (blocking.length === 0) return [notApplicable('no worker of BullMQ gets a client of ioredis')];
    const wrong = blocking.filter(({ client }) => isLimited(client));
    const clients = wrong.filter(({ client }, index) => wrong.findIndex((each) => isSamePlace(each.client.at, client.at)) === index);
    const findings = clients.map(({ part, client }) => fail({
      message: `making the ${part.kind === 'worker' ? 'worker' : 'QueueEvents'} throws, because its client of ioredis gives a command up after some retries`,
      evidence: [client.at, part.at], anchor: 'maxRetriesPerRequest',
      // A folder may hold the worker of another service.
      ...(part.isReached ? {} : { severity: 'high', confidence: 'medium' } as const),
      fix: { title: 'Take the limit off: maxRetriesPerRequest: null', applicability: 'safe', change: { kind: 'set-options', at: client.at, set: { maxRetriesPerRequest: { code: 'null' } } } },
    }));
    return findings.length === 0 ? [pass()] : findings;
  },
});

/** ioredis retries 20 times where nothing else is said; 0 and null pass BullMQ's test. */
function isLimited({ options, complete }: HandedClient): boolean {
  const limit = optionNamed(options, 'maxRetriesPerRequest')?.value;
  if (limit === undefined) return complete;
  return limit.state === 'known' && typeof limit.value === 'number' && limit.value > 0;
}
