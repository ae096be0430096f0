import { defineCheck, fail, notApplicable, pass, valueOf, type Outcome } from '#rule';
import { advised } from '../shared/advised.ts';
import { keptInProcess } from '../shared/alone.ts';
import { recordsIn } from '../shared/records.ts';
import { counted } from '../shared/words.ts';

export default defineCheck({
  needs: [],
  reads: ['process.singletons', 'tasks.timers', 'server.workers', 'server.preload', 'deploy.replicas'],
  check(_facts, { service: { facts, name } }): Outcome {
    const [scheduler] = keptInProcess(facts, ['scheduler']);
    const workers = facts['server.workers'];
    if (scheduler === undefined) return notApplicable('no scheduler starts with it');
    if ((valueOf(facts['deploy.replicas']) ?? 1) > 1) return notApplicable('deploy/replica-state says that each replica has its own');
    if (workers?.state !== 'known' || workers.value < 2) return pass();
    if (valueOf(facts['server.preload']) === true || isChosen(facts)) return pass();
    return fail({
      message: `each job runs ${counted(workers.value, 'time')}: ${scheduler.what}, and ${name} starts ${counted(workers.value, 'worker')}`,
      evidence: [scheduler.at, workers], anchor: 'scheduler', fix: advised('Run the scheduler in a process of its own, or take a lock before each job'),
    });
  },
});

/** True where code decides which copy works; where no job of the scheduler was found, nothing says that it does not. */
function isChosen(facts: Parameters<typeof keptInProcess>[0]): boolean {
  const timers = recordsIn(facts['tasks.timers']) ?? [];
  return timers.length === 0 || timers.some((timer) => timer.isChosen);
}
