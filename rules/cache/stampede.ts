import { defineCheck, fail, notApplicable, pass, type Outcome } from '#rule';
import { advised } from '../shared/advised.ts';
import { recordsIn } from '../shared/records.ts';
import { isServed } from '../shared/database-calls.ts';
import { keyName } from '../shared/redis.ts';
import { counted } from '../shared/words.ts';

export default defineCheck({
  needs: [],
  reads: ['redis.patterns', 'redis.calls'],
  check(facts): Outcome {
    const loads = (recordsIn(facts['redis.patterns']) ?? []).filter((pattern) => pattern.kind === 'load' && isServed(pattern));
    const [first, ...rest] = loads;
    const locks = (recordsIn(facts['redis.calls']) ?? []).some(({ only }) => only === 'nx');
    if (first === undefined) return locks ? pass() : notApplicable('nothing is loaded into Redis');
    return fail({
      message: `${counted(loads.length, 'value')} like ${keyName(first.key)} ${loads.length === 1 ? 'is' : 'are'} loaded by everybody who misses at once`,
      evidence: [first.at, ...rest.map(({ at }) => at)], anchor: 'cache:stampede', fix: advised('Let one load the value and the others wait for it'),
    });
  },
});
