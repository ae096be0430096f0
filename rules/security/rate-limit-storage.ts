import {
  defineRecordCheck, fail, notApplicable, pass, valueOf, type Change, type Dependency, type Fact, type Known, type Outcome, type ProposedFix, type RateLimiter,
} from '#rule';
import { productOf } from '../shared/process-counts.ts';

export default defineRecordCheck({
  each: 'web.rateLimiters',
  needs: [],
  reads: ['server.workers', 'deploy.replicas', 'runtime.dependencies', 'runtime.manifest'],
  check(limiter, facts): Outcome {
    if (limiter.storage === 'shared') return pass();
    if (limiter.storage === 'unknown') return notApplicable('where it counts is decided while the program runs');
    const counts = [facts['server.workers'], facts['deploy.replicas']].filter((fact) => isSeveral(fact));
    if (counts.length > 0) return countedApart(limiter, counts, fixOf(limiter, facts['runtime.dependencies'], facts['runtime.manifest']));
    return valueOf(facts['server.workers']) === undefined ? notApplicable('how many processes there are is not known') : pass();
  },
});

function isSeveral(fact: Fact<number> | undefined): fact is Known<number> {
  return fact?.state === 'known' && fact.value > 1;
}

function countedApart({ library, at, storage, variable }: RateLimiter, counts: readonly Known<number>[], fix: ProposedFix): Outcome {
  const several = counts.reduce((product, { value }) => product * value, 1);
  const unless = storage === 'fallback' ? `, as long as ${variable ?? 'a variable'} is not set` : '';
  return fail({
    message: `${library} counts in each of ${productOf(counts)}${unless}: a visitor gets up to ${several} times the limit`,
    evidence: [at, ...counts], anchor: `rate-limit-storage:${library}`,
    // Whoever sets the variable counts in one place; that nothing says so when it is missing stays wrong.
    ...(storage === 'fallback' ? { severity: 'medium', confidence: 'medium' } : {}),
    fix,
  });
}

function fixOf({ library, at }: RateLimiter, dependencies: Fact<readonly Dependency[]> | undefined, manifest: Fact<string> | undefined): ProposedFix {
  const title = 'Count in the Redis of REDIS_URL, and do not start without it';
  if (library !== 'slowapi' && library !== 'flask-limiter') return { title, applicability: 'advice', change: { kind: 'advice' } };
  const count: Change = { kind: 'rewrite', how: 'set-argument', at: [at], with: { name: 'storage_uri', code: 'os.environ["REDIS_URL"]' } };
  const isInstalled = dependencies?.state !== 'known' || dependencies.value.some(({ name, extras }) => name === 'redis' || extras.includes('redis'));
  if (isInstalled || manifest?.state !== 'known') return { title, applicability: 'review', change: count };
  const install: Change = { kind: 'rewrite', how: 'add-dependency', at: [manifest], with: { package: 'redis' } };
  return { title: `${title}; install redis`, applicability: 'review', change: { kind: 'all', changes: [count, install] } };
}
