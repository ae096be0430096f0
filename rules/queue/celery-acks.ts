import { defineCheck, fail, notApplicable, pass, valueOf, type Effect } from '#rule';
import { advised } from '../shared/advised.ts';
import { celerySetting, celeryTasks, effectWords, hasUnreadSettings } from '../shared/celery.ts';
import { isGiven } from '../shared/queues.ts';
import { listed } from '../shared/words.ts';

/** What somebody misses when it does not happen: mail, money, and what another service is told. */
function matters({ kind, at }: Effect): boolean {
  return kind === 'email' || kind === 'payment' || (kind === 'http' && /\.(post|put|patch|delete)\(/.test(String(at.value)));
}

export default defineCheck({
  needs: [],
  reads: ['queue.tasks', 'queue.settings', 'start.serverCommand', 'start.command', 'start.elsewhere'],
  check(_facts, { service: { facts } }) {
    if (hasUnreadSettings(facts)) return notApplicable('its settings stand in a place that was not read');
    const tasks = celeryTasks(facts).flatMap((task) => {
      const effect = task.effects.find(matters);
      return effect === undefined ? [] : [{ task, effect }];
    });
    if (tasks.length === 0) return notApplicable('none of its tasks sends mail, moves money or tells another service something');
    const setting = celerySetting(facts, 'task_acks_late')?.value;
    if (setting !== undefined && (setting.state !== 'known' || valueOf(setting) === true)) return pass();
    const early = tasks.filter(({ task }) => !isGiven(task.options, 'acks_late') && task.complete);
    const [first, ...rest] = early;
    if (first === undefined) return pass();
    return fail({
      message: `${listed(early.map(({ task }) => String(task.at.value)))} ${effectWords(first.effect, early.length)}, and a worker that is killed takes the job along`,
      evidence: [first.task.at, first.effect.at, ...rest.slice(0, 2).map(({ task }) => task.at)], anchor: 'acks_late',
      fix: advised('Acknowledge these jobs when they are done (acks_late), and make doing them twice harmless'),
    });
  },
});
