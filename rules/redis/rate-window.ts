import { defineCheck, fail, pass, type Change, type Outcome, type RedisPattern } from '#rule';
import { anchorOf, judgedPatterns, keyName, subjectOf, wordsOf } from '../shared/redis.ts';

export default defineCheck({
  needs: [],
  reads: ['redis.patterns'],
  check(facts, { text }): readonly Outcome[] {
    const limits = new RegExp(text('limits'), 'i');
    const prolonged = new RegExp(text('prolonged'), 'i');
    return judgedPatterns(facts['redis.patterns'], 'window', (pattern) => (limits.test(wordsOf(pattern)) && !prolonged.test(wordsOf(pattern)) ? renewed(pattern) : pass()));
  },
});

function renewed(pattern: RedisPattern): Outcome {
  return fail({
    message: `${subjectOf(pattern)} begins the window of ${keyName(pattern.key)} anew with every request, so that it never ends for a client that goes on`,
    evidence: pattern.calls, anchor: anchorOf('window', pattern),
    fix: { title: 'Set the expiry only where the key has none (EXPIRE NX)', applicability: 'review', change: onlyOnce(pattern) },
  });
}

function onlyOnce({ calls, library }: RedisPattern): Change {
  const expiry = calls[1] ?? calls[0];
  return library === 'redis-py' || library === 'redis.asyncio' ? { kind: 'set-options', at: expiry, set: { nx: true } } : { kind: 'rewrite', how: 'append-arguments', at: [expiry], with: { given: 2, words: 'NX' } };
}
