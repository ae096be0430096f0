import { defineCheck, fail, type Outcome, type RedisPattern } from '#rule';
import { anchorOf, judgedPatterns, subjectOf } from '../shared/redis.ts';
import { listed } from '../shared/words.ts';

export default defineCheck({
  needs: [],
  reads: ['redis.patterns'],
  check: (facts): readonly Outcome[] => judgedPatterns(facts['redis.patterns'], 'sequence', sequence),
});

function sequence(pattern: RedisPattern): Outcome {
  const { calls, commands, library, plain } = pattern;
  const isPython = library === 'redis-py' || library === 'redis.asyncio';
  return fail({
    message: `${subjectOf(pattern)} waits for Redis ${calls.length} times in a row (${listed(commands, 5)}), and needs no answer before the last`,
    evidence: calls, anchor: anchorOf('sequence', pattern), severity: plain || calls.length > 3 ? 'medium' : 'low',
    fix: {
      title: isPython ? `Send the ${calls.length} commands in one pipeline` : `Start the ${calls.length} commands together and wait for all of them`,
      applicability: plain ? 'safe' : 'review', change: { kind: 'rewrite', how: 'pipeline-calls', at: calls },
    },
  });
}
