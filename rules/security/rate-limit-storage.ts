import { defineRecordCheck, fail, notApplicable, pass, valueOf, type Fact, type Known, type Outcome, type ProposedFix, type RateLimiter } from '#rule';
import { counted } from '../shared/words.ts';

export default defineRecordCheck({
  each: 'web.rateLimiters',
  needs: [],
  reads: ['server.workers', 'deploy.replicas'],
  check(limiter, facts): Outcome {
    if (limiter.storage === 'shared') return pass();
    if (limiter.storage === 'unknown') return notApplicable('where it counts is decided while the program runs');
    const counts = [facts['server.workers'], facts['deploy.replicas']].filter((fact) => isSeveral(fact));
    const several = counts.reduce((product, { value }) => product * value, 1);
    if (several > 1) return countedApart(limiter, counts, several);
    return valueOf(facts['server.workers']) === undefined ? notApplicable('how many processes there are is not known') : pass();
  },
});

function isSeveral(fact: Fact<number> | undefined): fact is Known<number> {
  return fact?.state === 'known' && fact.value > 1;
}

function countedApart(limiter: RateLimiter, counts: readonly Known<number>[], several: number): Outcome {
  const { library, at, storage, variable } = limiter;
  const unless = storage === 'fallback' ? `, as long as ${variable ?? 'a variable'} is not set` : '';
  return fail({
    message: `${library} counts in each of ${product(counts, several)}${unless}: a visitor gets up to ${several} times the limit`,
    evidence: [at, ...counts], anchor: `rate-limit-storage:${library}`,
    // Whoever sets the variable counts in one place; that nothing says so when it is missing stays wrong.
    ...(storage === 'fallback' ? { severity: 'medium', confidence: 'medium' } : {}),
    fix: fixOf(limiter),
  });
}

/** `2 workers x 2 replicas = 4 processes`. */
function product(counts: readonly Known<number>[], several: number): string {
  const factors = counts.map(({ name, value }) => counted(value, name === 'deploy.replicas' ? 'replica' : 'worker'));
  return factors.length === 1 ? (factors[0] ?? '') : `${factors.join(' x ')} = ${several} processes`;
}

function fixOf({ library, at }: RateLimiter): ProposedFix {
  const title = 'Count in the Redis of REDIS_URL, and do not start without it';
  if (library !== 'slowapi' && library !== 'flask-limiter') return { title, applicability: 'advice', change: { kind: 'advice' } };
  return { title, applicability: 'review', change: { kind: 'rewrite', how: 'set-argument', at: [at], with: { name: 'storage_uri', code: 'os.environ["REDIS_URL"]' } } };
}
