import { defineRecordCheck, fail, pass, type Outcome } from '#rule';
import { advised } from '../shared/advised.ts';
import { protectionOf } from '../shared/protections.ts';

export default defineRecordCheck({
  each: 'web.metricsEndpoints',
  needs: [],
  reads: ['web.protections'],
  check({ at, path, guarded }, facts): Outcome {
    if (guarded || protectionOf(facts['web.protections'], 'authentication') !== undefined) return pass();
    return fail({
      message: `${path} answers everybody who asks`, evidence: [at], anchor: `metrics:${path}`,
      // Which collector asks, and with what, stands in its own configuration.
      fix: advised('Ask for a token, or serve the metrics on a private port'),
    });
  },
});
