import { defineCheck, fail, notApplicable, pass } from '#rule';
import { celerySetting, celeryTasks, celeryWorker, hasOption, hasUnreadSettings, settingFix, slowEffects } from '../shared/celery.ts';

export default defineCheck({
  needs: [],
  reads: ['queue.tasks', 'queue.settings', 'queue.workers', 'start.serverCommand', 'start.command', 'service.processes', 'start.elsewhere'],
  check(_facts, { service: { facts } }) {
    if (hasUnreadSettings(facts)) return notApplicable('its settings stand in a place that was not read');
    const slow = celeryTasks(facts).flatMap((task) => slowEffects(task.effects).slice(0, 1).map((effect) => ({ task, effect })));
    const [first] = slow;
    if (first === undefined) return notApplicable('none of its tasks is long for sure');
    const words = celeryWorker(facts)?.words ?? [];
    if (['worker_prefetch_multiplier', 'worker_disable_prefetch'].some((name) => celerySetting(facts, name) !== undefined)) return pass();
    if (hasOption(words, '--prefetch-multiplier', '--disable-prefetch')) return pass();
    return fail({
      message: `each process of a worker reserves 4 jobs, and ${String(first.task.at.value)} takes long`, evidence: [first.task.at, first.effect.at], anchor: 'worker_prefetch_multiplier',
      fix: settingFix(facts, 'Reserve one job at a time: worker_prefetch_multiplier=1', { worker_prefetch_multiplier: 1 }),
    });
  },
});
