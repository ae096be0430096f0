import { defineCheck, fail, notApplicable, pass, type Outcome, type QueuePart } from '#rule';
import { advised } from '../shared/advised.ts';
import { packageNamed, partsOf, placesOf } from '../shared/queues.ts';
import { counted } from '../shared/words.ts';

export default defineCheck({
  needs: [],
  reads: ['queue.parts', 'runtime.dependencies'],
  check(_facts, { service: { facts } }): Outcome {
    const workers = partsOf(facts, 'bullmq', 'worker').filter(({ scope }) => scope !== 'script');
    if (workers.length === 0) return notApplicable('it runs no worker of BullMQ');
    if (partsOf(facts, 'bullmq', 'events').some(hearsFailures)) return pass();
    // Sentry wraps the processors of NestJS: https://github.com/getsentry/sentry-javascript/pull/19759
    const isWatched = packageNamed(facts, '@sentry/nestjs') !== undefined;
    const silent = workers.filter((worker) => worker.isOwn && !hearsFailures(worker) && !(isWatched && worker.nest !== undefined));
    const [first, ...rest] = silent;
    const places = placesOf(silent);
    if (first === undefined || places === undefined) return pass();
    return fail({
      message: `nobody hears of jobs that fail in ${counted(silent.length, 'worker')} of BullMQ`, evidence: places, anchor: 'failed',
      fix: silent.some(({ nest }) => nest !== undefined) ? advised("Log each job that fails, in a method under @OnWorkerEvent('failed')") : {
        title: 'Log each job that fails', applicability: 'review',
        change: { kind: 'rewrite', how: 'handle-event', at: [first.at, ...rest.map(({ at }) => at)], with: { event: 'failed' } },
      },
    });
  },
});

const hearsFailures = ({ hears }: QueuePart): boolean => hears.includes('failed') || hears.includes('*');
