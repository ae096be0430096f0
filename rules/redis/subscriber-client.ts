import { defineRecordCheck, fail, notApplicable, pass, type Outcome } from '#rule';
import { advised } from '../shared/advised.ts';

export default defineRecordCheck({
  each: 'redis.connections',
  needs: [],
  check({ library, subscribes, commands }): Outcome {
    if (library !== 'ioredis' || subscribes === undefined) return notApplicable('no client of ioredis subscribes');
    if (commands === undefined) return pass();
    return fail({
      message: `${subscribes.value} puts the client into subscriber mode, and ${commands.value} is refused from then on`,
      evidence: [subscribes, commands], anchor: 'redis:subscriber', fix: advised('Subscribe with a copy of the client: redis.duplicate()'),
    });
  },
});
