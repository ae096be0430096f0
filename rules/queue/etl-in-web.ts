import { defineCheck, fail, notApplicable, pass, valueOf, type Effect } from '#rule';
import { advised } from '../shared/advised.ts';
import { effectWords } from '../shared/celery.ts';
import { recordsIn } from '../shared/records.ts';

export default defineCheck({
  needs: [],
  reads: ['tasks.timers', 'server.workers', 'deploy.replicas'],
  check(_facts, { service: { facts } }) {
    const timers = recordsIn(facts['tasks.timers']) ?? [];
    if (timers.length === 0) return notApplicable('it does nothing by its own clock');
    if ([facts['server.workers'], facts['deploy.replicas']].some((count) => (valueOf(count) ?? 1) > 1)) return notApplicable('another rule says that each copy runs it');
    const heavy = timers.flatMap((timer) => timer.effects.filter(isHeavy).slice(0, 1).map((effect) => ({ timer, effect })));
    const [first, ...rest] = heavy;
    if (first === undefined) return pass();
    return fail({
      message: `${first.timer.job ?? 'a job'} ${effectWords(first.effect)}${first.effect.repeated === undefined ? '' : ' again and again'}, by the clock of the process that serves`,
      evidence: [first.timer.at, first.effect.at, ...rest.slice(0, 2).map(({ timer }) => timer.at)], anchor: 'timer', fix: advised('Let a cron job or a worker of its own do it'),
    });
  },
});

/** Something for each of many items; a model or a program. */
function isHeavy({ kind, repeated }: Effect): boolean {
  return kind === 'model' || kind === 'process' || (kind !== 'sleep' && repeated?.kind === 'each');
}
