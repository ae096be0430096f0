import { defineCheck, fail, notApplicable, pass, type Outcome } from '#rule';
import { advised } from '../shared/advised.ts';
import { recordsIn } from '../shared/records.ts';
import { listed } from '../shared/words.ts';

export default defineCheck({
  needs: [],
  reads: ['cache.functions'],
  check(facts): Outcome {
    const cached = recordsIn(facts['cache.functions']);
    if (cached === undefined) return notApplicable('nobody has read the code of the program');
    const [first, ...rest] = cached.filter(({ method, async, decorator }) => method && !async && decorator.startsWith('functools.'));
    if (first === undefined) return pass();
    return fail({
      message: `${first.decorator} on ${rest.length === 0 ? 'the method' : 'the methods'} ${listed([first, ...rest].map(({ name }) => name))} keeps every object that ${rest.length === 0 ? 'it was' : 'they were'} called on`,
      evidence: [first.at, ...rest.map(({ at }) => at)], anchor: 'methods', fix: advised('Cache a function that takes what it needs, or use cached_property'),
    });
  },
});
