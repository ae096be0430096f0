import { defineCheck, fail, notApplicable, pass } from '#rule';
import { advised } from '../shared/advised.ts';
import { celeryPool, celerySetting, celeryTasks, celeryWorker, effectWords, hasOption, hasUnreadSettings } from '../shared/celery.ts';
import { isGiven } from '../shared/queues.ts';
import { listed } from '../shared/words.ts';

export default defineCheck({
  needs: [],
  reads: ['queue.tasks', 'queue.settings', 'start.serverCommand', 'start.command', 'service.processes', 'start.elsewhere'],
  check(_facts, { service: { facts } }) {
    if (hasUnreadSettings(facts)) return notApplicable('its settings stand in a place that was not read');
    const waiting = celeryTasks(facts).flatMap((task) => task.effects.filter(({ kind }) => kind !== 'database' && kind !== 'sleep').slice(0, 1).map((effect) => ({ task, effect })));
    const words = celeryWorker(facts)?.words ?? [];
    if (waiting.length === 0 || celeryPool(facts, words) !== 'prefork') return notApplicable('none of its tasks waits for somebody else in a process of its own');
    if (['task_time_limit', 'task_soft_time_limit', 'task_annotations'].some((name) => celerySetting(facts, name) !== undefined) || hasOption(words, '--time-limit', '--soft-time-limit')) return pass();
    const unlimited = waiting.filter(({ task }) => task.complete && !isGiven(task.options, 'time_limit') && !isGiven(task.options, 'soft_time_limit'));
    const [first] = unlimited;
    if (first === undefined) return pass();
    return fail({
      message: `${listed(unlimited.map(({ task }) => String(task.at.value)))} ${effectWords(first.effect, unlimited.length)}, and nothing limits how long that may take`,
      evidence: [first.task.at, first.effect.at], anchor: 'task_time_limit', fix: advised('Set task_time_limit and task_soft_time_limit above what the longest job takes'),
    });
  },
});
