import { defineCheck, fail, type Outcome, type ProposedFix, type RedisPattern } from '#rule';
import { advised } from '../shared/advised.ts';
import { anchorOf, judgedPatterns } from '../shared/redis.ts';

export default defineCheck({
  needs: [],
  reads: ['redis.patterns'],
  check: (facts): readonly Outcome[] => judgedPatterns(facts['redis.patterns'], 'whole-pop', whole),
});

function whole(pattern: RedisPattern): Outcome {
  const [pop, use = pop] = pattern.calls;
  return fail({
    message: `${use.value} decodes the whole answer of ${pattern.commands[0]}, which is the name of the list and the entry`,
    evidence: [use, pop], anchor: anchorOf('pop', pattern), fix: fixOf(pattern, use),
  });
}

/** `json.loads(job)` as `json.loads(job[1])`; node-redis gives an object. */
function fixOf({ library }: RedisPattern, use: RedisPattern['at']): ProposedFix {
  const [, head, name] = /^(.*\()\s*([\w$]+)\s*,?\s*\)$/.exec(use.value) ?? [];
  if (head === undefined || name === undefined) return advised('Decode the entry, the second of the two');
  const entry = library === 'node-redis' ? `${name}.element` : `${name}[1]`;
  return { title: `Decode the entry alone: ${entry}`, applicability: 'safe', change: { kind: 'replace', at: use, text: `${head}${entry})` } };
}
