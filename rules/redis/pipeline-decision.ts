import { defineCheck, fail, type Outcome, type RedisPattern } from '#rule';
import { advised } from '../shared/advised.ts';
import { anchorOf, judgedPatterns, keyName, subjectOf } from '../shared/redis.ts';

export default defineCheck({
  needs: [],
  reads: ['redis.patterns'],
  check: (facts): readonly Outcome[] => judgedPatterns(facts['redis.patterns'], 'queued-check', queued),
});

function queued(pattern: RedisPattern): Outcome {
  const { calls, commands, key } = pattern;
  return fail({
    message: `the pipeline of ${subjectOf(pattern)} looks up ${keyName(key)} and writes it (${commands.join(', ')}) before anybody has seen what its other commands answer`,
    evidence: calls, anchor: anchorOf('decision', pattern),
    fix: advised('Ask first what may refuse the request, then claim the key with SET NX EX'),
  });
}
