import { defineCheck, fail, notApplicable, pass, valueOf } from '#rule';
import { advised } from '../shared/advised.ts';
import { slowEffects } from '../shared/celery.ts';
import { callsOf, isGiven } from '../shared/queues.ts';
import { recordsIn } from '../shared/records.ts';

export default defineCheck({
  needs: [],
  reads: ['queue.calls', 'queue.settings', 'queue.tasks'],
  check(_facts, { service: { facts } }) {
    const jobs = callsOf(facts, 'rq').filter(({ scope }) => scope !== 'script');
    if (jobs.length === 0) return notApplicable('it sends no jobs to RQ');
    if ((recordsIn(facts['queue.settings']) ?? []).some(({ library, name }) => library === 'rq' && name === 'default_timeout')) return pass();
    const tasks = (recordsIn(facts['queue.tasks']) ?? []).filter(({ library }) => library === 'rq');
    for (const job of jobs.filter(({ options, complete }) => complete && !isGiven(options, 'job_timeout') && !isGiven(options, 'timeout'))) {
      const task = tasks.find(({ at }) => at.value === valueOf(job.queue));
      const [slow] = task === undefined ? [] : slowEffects(task.effects);
      if (task === undefined || slow === undefined) continue;
      return fail({
        message: `RQ stops ${String(task.at.value)} after 180 seconds, and it takes one step after the other for as long as there are some`,
        evidence: [job.at, task.at, slow.at], anchor: `rq:${String(task.at.value)}`, fix: advised('Give the job the time that it needs: job_timeout'),
      });
    }
    return pass();
  },
});
