import { defineCheck, fail, notApplicable, pass, type Outcome } from '#rule';
import { advised } from '../shared/advised.ts';
import { recordsIn } from '../shared/records.ts';
import { anchorOf, keyName } from '../shared/redis.ts';

export default defineCheck({
  needs: [],
  reads: ['redis.calls'],
  check(facts): Outcome {
    const calls = recordsIn(facts['redis.calls'])?.filter(({ scope }) => scope !== 'script') ?? [];
    const takes = calls.filter(({ command }) => /^B[RL]POP$/.test(command));
    const [first, ...rest] = takes;
    const isReliable = calls.some(({ command }) => /^(XREADGROUP|BLMOVE|LMOVE|BRPOPLPUSH|RPOPLPUSH)$/.test(command));
    if (first === undefined) return isReliable ? pass() : notApplicable('it takes no jobs from a list');
    return fail({
      message: `${first.command} takes a job from ${keyName(first.key)} before it is done: a crash or a deploy in the middle loses it`,
      evidence: [first.at, ...rest.map(({ at }) => at)], anchor: anchorOf('queue', first),
      fix: advised('Move the job to a list of its worker with BLMOVE, or use a stream or a queue library'),
    });
  },
});
