import { defineProjectCheck, fail, notApplicable, pass, valueOf, type Outcome, type QueuePart, type Service } from '#rule';
import { isSamePlace } from '../shared/places.ts';
import { callsOf, isGiven, optionNamed, partsOf, queueFix, queueName } from '../shared/queues.ts';

export default defineProjectCheck({
  reads: ['queue.parts', 'queue.calls'],
  check(services): ReadonlyMap<Service, readonly Outcome[]> {
    const workers = services.flatMap(({ facts }) => partsOf(facts, 'bullmq', 'worker'));
    return new Map(services.map((service) => [service, judged(service, workers)]));
  },
});

function judged({ facts }: Service, workers: readonly QueuePart[]): readonly Outcome[] {
  const used = partsOf(facts, 'bullmq', 'queue').filter((queue) => queue.scope !== 'script' && adds(facts, queue));
  if (used.length === 0) return [notApplicable('no queue of BullMQ gets jobs here')];
  const findings = used.filter((queue) => queue.complete && !isRemoved(facts, queue, workers)).map((queue) => fail({
    message: `Redis keeps every job of ${queueName(queue.name)} that ${isGiven(queue.options, 'defaultJobOptions.removeOnComplete') ? 'has failed' : 'is done or has failed'}, for ever`,
    evidence: [queue.at], anchor: `retention:${String(valueOf(queue.name))}`,
    fix: queueFix(queue, 'Keep the last 1,000 jobs that were done, and 5,000 that failed', missing(queue)),
  }));
  return findings.length === 0 ? [pass()] : findings;
}

const LIMITS = { 'defaultJobOptions.removeOnComplete': 1000, 'defaultJobOptions.removeOnFail': 5000 };

function missing({ options }: QueuePart): Readonly<Record<string, number>> {
  return Object.fromEntries(Object.entries(LIMITS).filter(([name]) => !isGiven(options, name)));
}

const adds = (facts: Service['facts'], queue: QueuePart): boolean => callsOf(facts, 'bullmq').some(({ of }) => isSamePlace(of, queue.at));

/** By the queue, by all of its workers that we see, or by each job. */
function isRemoved(facts: Service['facts'], { at, name, options }: QueuePart, workers: readonly QueuePart[]): boolean {
  if (optionNamed(options, 'defaultJobOptions')?.value.state === 'unresolved') return true;
  if (Object.keys(LIMITS).every((option) => isGiven(options, option))) return true;
  const own = workers.filter((worker) => name.state !== 'known' || worker.name.state !== 'known' || worker.name.value === name.value);
  if (own.some((worker) => !worker.complete || isGiven(worker.options, 'removeOnComplete') || isGiven(worker.options, 'removeOnFail'))) return true;
  // A schedule holds the options of its jobs deeper inside.
  const jobs = callsOf(facts, 'bullmq', 'add', 'addBulk').filter(({ of }) => isSamePlace(of, at));
  return jobs.every((job) => !job.complete || ['removeOnComplete', 'removeOnFail', 'repeat'].some((name) => isGiven(job.options, name)));
}
