import { defineRecordCheck, fail, pass, type Outcome } from '#rule';
import { advised } from '../shared/advised.ts';

export default defineRecordCheck({
  each: 'cache.functions',
  needs: [],
  check({ at, name, method, async, decorator }): Outcome {
    if (!method || async || !decorator.startsWith('functools.')) return pass();
    return fail({
      message: `${decorator} on the method ${name} keeps every object that it was called on`,
      evidence: [at], anchor: `method:${name}`, fix: advised('Cache a function that takes what it needs, or use cached_property'),
    });
  },
});
