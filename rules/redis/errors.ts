import { defineRecordCheck, fail, notApplicable, pass, type Outcome } from '#rule';

export default defineRecordCheck({
  each: 'redis.connections',
  needs: [],
  check({ library, listens, scope, at }): Outcome {
    if (library !== 'node-redis') return notApplicable('ioredis logs errors that nobody listens to');
    if (scope === 'script') return notApplicable('a script connects');
    if (listens === undefined) return notApplicable('other code may listen to its errors');
    if (listens) return pass();
    return fail({
      message: 'nobody listens to the errors of the Redis client: the first lost connection ends the process',
      evidence: [at], anchor: 'redis:errors',
      fix: { title: 'Log the errors of the client', applicability: 'safe', change: { kind: 'rewrite', how: 'log-redis-errors', at: [at] } },
    });
  },
});
