import { defineRecordCheck, fail, notApplicable, pass, type Outcome } from '#rule';
import { handlerName } from '../shared/handlers.ts';

/** A health check may want a connection of its own, one that subscribes cannot share it, and a worker makes one and works on. */
const OWN = /health|ready|readiness|liveness|ping$|status|stream|listen|notif|subscri|socket|(^|_)(ws|sse)(_|$)|events?$|worker/i;

export default defineRecordCheck({
  each: 'redis.clients',
  needs: [],
  check({ at, scope, within, library }): Outcome {
    if (scope === 'script') return notApplicable('a script connects');
    const unit = scope === 'request' || scope === 'job' ? scope : undefined;
    if (unit === undefined || OWN.test(within ?? '')) return pass();
    const name = handlerName(within);
    return fail({
      message: `${name} makes a new Redis client for each ${unit}`,
      evidence: [at], anchor: `${library}:${name}`, severity: unit === 'job' ? 'medium' : 'high',
      fix: {
        title: `Make the client once, as a constant of its module, and share it between ${unit}s`, applicability: 'review',
        change: { kind: 'rewrite', how: 'share-client', at: [at] },
      },
    });
  },
});
