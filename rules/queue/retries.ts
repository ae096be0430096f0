import { defineCheck, fail, notApplicable, pass, type FactSet, type Outcome, type QueuePart, type QueueTask } from '#rule';
import { advised } from '../shared/advised.ts';
import { celerySetting, celeryTasks, effectWords, hasUnreadSettings } from '../shared/celery.ts';
import { isSamePlace } from '../shared/places.ts';
import { callsOf, isGiven, optionNamed, partsOf, queueFix, queueName } from '../shared/queues.ts';
import { listed } from '../shared/words.ts';

/** What may fail for a minute and then work. */
const OUTSIDE = ['http', 'email', 'payment', 'model'];

export default defineCheck({
  needs: [],
  reads: ['queue.parts', 'queue.calls', 'queue.tasks', 'queue.settings', 'start.serverCommand', 'start.command', 'start.elsewhere'],
  check(_facts, { service: { facts }, number }): readonly Outcome[] {
    const outcomes = [...ofQueues(facts, { attempts: number('attempts'), delay: number('delay') }), ...ofTasks(facts)];
    return outcomes.length === 0 ? [notApplicable('it sends no jobs, or they reach nobody else')] : outcomes;
  },
});

function ofQueues(facts: FactSet, { attempts, delay }: { readonly attempts: number; readonly delay: number }): readonly Outcome[] {
  const queues = partsOf(facts, 'bullmq', 'queue').filter(({ scope }) => scope !== 'script');
  const used = queues.filter(({ at }) => callsOf(facts, 'bullmq').some(({ of }) => isSamePlace(of, at)));
  return used.map((queue) => {
    if (!queue.complete || isGiven(queue.options, 'defaultJobOptions.attempts') || optionNamed(queue.options, 'defaultJobOptions')?.value.state === 'unresolved' || isSaidByJobs(facts, queue)) return pass();
    return fail({
      message: `a job of ${queueName(queue.name)} that fails once is not tried again`, evidence: [queue.at], anchor: `attempts:${queueName(queue.name)}`,
      fix: queueFix(queue, `Try a job ${attempts} times, later each time`,
        { 'defaultJobOptions.attempts': attempts, 'defaultJobOptions.backoff': { code: `{ type: 'exponential', delay: ${delay} }` } }),
    });
  });
}

function isSaidByJobs(facts: FactSet, { at }: QueuePart): boolean {
  // A schedule holds the options of its jobs deeper inside.
  const jobs = callsOf(facts, 'bullmq', 'add', 'addBulk').filter(({ of }) => isSamePlace(of, at));
  return jobs.every(({ options, complete }) => !complete || isGiven(options, 'attempts') || isGiven(options, 'repeat'));
}

function ofTasks(facts: FactSet): readonly Outcome[] {
  const tasks = celeryTasks(facts).flatMap((task) => task.effects.filter(({ kind }) => OUTSIDE.includes(kind)).slice(0, 1).map((effect) => ({ task, effect })));
  if (tasks.length === 0 || hasUnreadSettings(facts) || celerySetting(facts, 'task_annotations') !== undefined) return [];
  const single = tasks.filter(({ task }) => !isTriedAgain(task));
  const [first, ...rest] = single;
  if (first === undefined) return [pass()];
  return [fail({
    message: `${listed(single.map(({ task }) => String(task.at.value)))} ${effectWords(first.effect, single.length)}, and a failure is not tried again`,
    evidence: [first.task.at, first.effect.at, ...rest.slice(0, 2).map(({ task }) => task.at)], anchor: 'autoretry_for',
    fix: advised('Try these tasks again a few times: autoretry_for, retry_backoff, max_retries'),
  })];
}

const isTriedAgain = ({ options, complete, retriesItself }: QueueTask): boolean => retriesItself || !complete || ['autoretry_for', 'base', 'max_retries'].some((name) => isGiven(options, name));
