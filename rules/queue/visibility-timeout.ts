import { defineCheck, fail, notApplicable, pass, valueOf, type FactSet, type QueueCall } from '#rule';
import { advised } from '../shared/advised.ts';
import { celerySetting, hasUnreadSettings, settingFix } from '../shared/celery.ts';
import { callsOf, optionNamed, packageNamed } from '../shared/queues.ts';

export default defineCheck({
  needs: [],
  reads: ['queue.calls', 'queue.settings', 'queue.workers', 'runtime.dependencies'],
  check(_facts, { service: { facts }, number }) {
    if (!hasRedisBroker(facts) || hasUnreadSettings(facts)) return notApplicable('nothing says that Redis hands out its jobs');
    const setting = celerySetting(facts, 'broker_transport_options');
    const given = setting?.name === 'broker_transport_options.visibility_timeout' ? setting.value : undefined;
    if (setting !== undefined && given?.state !== 'known') return pass();
    const limit = given === undefined ? number('seconds') : Number(valueOf(given));
    const late = callsOf(facts, 'celery').map((call) => ({ call, seconds: delayOf(call) })).filter(({ seconds }) => seconds > limit).sort((a, b) => b.seconds - a.seconds);
    const [longest] = late;
    if (longest === undefined) return pass();
    const title = `Let Redis wait longer than the longest delay: visibility_timeout = ${longest.seconds + number('margin')}`;
    const fix = setting === undefined ? settingFix(facts, title, {}) : advised(title);
    return fail({
      message: `a job that is to run in ${hours(longest.seconds)} is handed out again after ${hours(limit)}, and runs more than once`,
      evidence: [longest.call.at, ...(setting === undefined ? [] : [setting.at])], anchor: 'visibility_timeout',
      fix: fix.change.kind === 'set-options' ? { ...fix, change: { ...fix.change, set: { broker_transport_options: { code: `{"visibility_timeout": ${longest.seconds + number('margin')}}` } } } } : fix,
    });
  },
});

/** Seconds of a countdown that is written down; 0 where only a run would tell. */
function delayOf({ options }: QueueCall): number {
  const countdown = optionNamed(options, 'countdown')?.value;
  return countdown?.state === 'known' && typeof countdown.value === 'number' ? countdown.value : 0;
}

/** A broker that is written down, or the extra of the package where a variable names it. */
function hasRedisBroker(facts: FactSet): boolean {
  const broker = celerySetting(facts, 'broker_url');
  if (broker?.value.state === 'known') return /^rediss?:/.test(String(broker.value.value));
  return packageNamed(facts, 'celery')?.extras.includes('redis') === true || /redis/i.test(String(broker?.at.value ?? ''));
}

function hours(seconds: number): string {
  const count = Math.round(seconds / 360) / 10;
  return `${count} ${count === 1 ? 'hour' : 'hours'}`;
}
