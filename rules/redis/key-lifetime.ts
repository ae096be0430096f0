import { defineRecordCheck, fail, notApplicable, pass, type Change, type Outcome, type ProposedFix, type RedisCall } from '#rule';
import { advised } from '../shared/advised.ts';
import { isServed } from '../shared/database-calls.ts';
import { anchorOf, keyName, subjectOf, wordsOf } from '../shared/redis.ts';

export default defineRecordCheck({
  each: 'redis.calls',
  needs: [],
  check(call, _facts, { number, text }): Outcome {
    const { command, expiry, key, at, only, expires } = call;
    if (command !== 'SET' || only !== undefined || key === undefined || !isServed(call)) return notApplicable('it writes no value under a key');
    const words = wordsOf(call);
    if (key.literal || !new RegExp(text('temporary'), 'i').test(words) || new RegExp(text('lasting'), 'i').test(words)) return notApplicable('nothing says that the value is temporary');
    if (expiry !== 'none' || expires) return pass();
    return fail({
      message: `${subjectOf(call)} writes ${keyName(key)} without an expiry, one key for each value of it, and none of them ever goes`,
      evidence: [at], anchor: anchorOf('lifetime', call), fix: fixOf(call, number('cache-seconds')),
    });
  },
});

function fixOf(call: RedisCall, seconds: number): ProposedFix {
  if (!/cache/i.test(wordsOf(call))) return advised('Give the key an expiry that fits what is stored');
  const { library, at } = call;
  const change: Change = library.startsWith('redis') ? { kind: 'set-options', at, set: { ex: seconds } }
    : { kind: 'rewrite', how: 'append-arguments', at: [at], with: { given: 2, ...(library === 'ioredis' ? { words: `EX ${seconds}` } : { options: `EX: ${seconds}` }) } };
  return { title: `Let the cached value go after ${seconds} seconds`, applicability: 'review', change };
}
