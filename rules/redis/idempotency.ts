import { defineCheck, fail, type Outcome, type RedisPattern } from '#rule';
import { anchorOf, judgedPatterns, keyName, subjectOf } from '../shared/redis.ts';

export default defineCheck({
  needs: [],
  reads: ['redis.patterns'],
  check: (facts): readonly Outcome[] => judgedPatterns(facts['redis.patterns'], 'check-then-set', apart),
});

function apart(pattern: RedisPattern): Outcome {
  const { calls, commands, key, library } = pattern;
  return fail({
    message: `${subjectOf(pattern)} asks for ${keyName(key)} with ${commands[0]} and writes it later with ${commands[1]}: two at once both find nothing`,
    evidence: calls, anchor: anchorOf('claim', pattern),
    fix: { title: 'Claim the key with SET NX EX before the work begins', applicability: 'review', change: { kind: 'rewrite', how: 'claim-key', at: calls, with: { library } } },
  });
}
