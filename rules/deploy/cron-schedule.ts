import { defineCheck, fail, notApplicable, pass, tableNumber, type Known, type Outcome, type ProposedFix } from '#rule';
import { advised } from '../shared/advised.ts';
import { clockTime, cronFields, nearestRuns, readCron } from '../shared/cron.ts';

export default defineCheck({
  needs: ['deploy.cronSchedule'],
  check(facts, { tables }): Outcome {
    const schedule = facts['deploy.cronSchedule'];
    if (schedule.value.trim() === '') return notApplicable('no schedule is set');
    if (schedule.value.trim().startsWith('@')) return notApplicable('a name stands for the schedule');
    const least = tableNumber(tables, 'railway/cron-minutes');
    const read = readCron(schedule.value);
    if (!read.ok) return fail({ message: `the schedule "${schedule.value}" ${read.problem}`, evidence: [schedule], fix: withoutSeconds(schedule, least) });
    const nearest = nearestRuns(read.times);
    if (nearest === undefined || nearest.minutes >= least) return pass();
    const gap = nearest.minutes === 1 ? '1 minute' : `${nearest.minutes} minutes`;
    return fail({
      message: `runs at ${clockTime(nearest.first)} and ${clockTime(nearest.second)} are ${gap} apart, and Railway wants ${least}`,
      evidence: [schedule], fix: oftenEnough(schedule, least),
    });
  },
});

const ADVICE: ProposedFix = advised('Write the schedule in five fields: minute, hour, day, month, day of the week, in UTC');

/** Six fields of which the first says second 0 are the same schedule without it. */
function withoutSeconds({ value }: Known<string>, least: number): ProposedFix {
  const [seconds, ...rest] = cronFields(value);
  const read = readCron(rest.join(' '));
  if (seconds !== '0' || !read.ok || (nearestRuns(read.times)?.minutes ?? least) < least) return ADVICE;
  return changed(rest.join(' '));
}

/** Every so many minutes, where that divides the hour; what runs more often than that is no cron job. */
function oftenEnough({ value }: Known<string>, least: number): ProposedFix {
  const [minute = '', ...rest] = cronFields(value);
  const every = /^\*(?:\/(\d+))?$/.exec(minute);
  const steps = [5, 6, 10, 12, 15, 20, 30].filter((step) => step >= Math.max(least, Number(every?.[1] ?? 1)));
  const [step] = steps;
  if (every === null || step === undefined) return advised(`Leave at least ${least} minutes between two runs`);
  return changed([`*/${step}`, ...rest].join(' '));
}

function changed(schedule: string): ProposedFix {
  return { title: `Run at \`${schedule}\``, applicability: 'review', change: { kind: 'set-fact', fact: 'deploy.cronSchedule', value: schedule } };
}
