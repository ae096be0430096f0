import { defineCheck, fail, notApplicable, pass } from '#rule';
import { celerySetting, celeryTasks, hasUnreadSettings, settingFix } from '../shared/celery.ts';
import { callsOf, isGiven } from '../shared/queues.ts';

/** What reads results, or needs them: a chord waits for those of its jobs. */
const READS = ['AsyncResult', 'GroupResult', 'chord', 'chain', 'group', 's', 'si', 'signature'];

export default defineCheck({
  needs: [],
  reads: ['queue.tasks', 'queue.calls', 'queue.settings', 'queue.workers', 'start.serverCommand', 'start.command', 'start.elsewhere'],
  check(_facts, { service: { facts } }) {
    const backend = celerySetting(facts, 'result_backend');
    if (backend === undefined || celeryTasks(facts).length === 0) return notApplicable('no result backend is set in code');
    // Django's table of results is there to be looked at.
    if (hasUnreadSettings(facts) || (backend.value.state === 'known' && /^(django-db|django-cache|disabled)/.test(String(backend.value.value)))) return notApplicable('its results are kept to be looked at, or its settings were not read');
    if (celerySetting(facts, 'task_ignore_result') !== undefined || callsOf(facts, 'celery', ...READS).length > 0) return pass();
    const kept = celeryTasks(facts).filter(({ options }) => !isGiven(options, 'ignore_result'));
    const [first] = kept;
    if (first === undefined) return pass();
    return fail({
      message: 'every job leaves a result behind for a day, and nothing in the code reads one', evidence: [backend.at, first.at], anchor: 'task_ignore_result',
      fix: settingFix(facts, 'Keep no results: task_ignore_result=True', { task_ignore_result: true }),
    });
  },
});
