import { defineCheck, fail, notApplicable, pass, tableText, type Outcome } from '#rule';
import { advised } from '../shared/advised.ts';
import { dependencyNamed } from '../shared/dependencies.ts';

const LIBRARIES = ['aioredis', 'fastapi-cache2'] as const;
/** Libraries whose place the two could have. */
const CURRENT = ['redis', 'aiocache', 'cachetools', 'flask-caching', 'django-redis'];

export default defineCheck({
  needs: [],
  reads: ['runtime.dependencies'],
  check(facts, { tables }): readonly Outcome[] {
    const old = LIBRARIES.flatMap((name) => dependencyNamed(facts, name) ?? []).filter(({ language }) => language === 'python');
    if (old.length === 0) return [CURRENT.some((name) => dependencyNamed(facts, name)?.language === 'python') ? pass() : notApplicable('it needs no library for a cache')];
    return old.map(({ name, at }) => fail({
      message: `the last release of ${name} is of ${tableText(tables, `cache-libraries/${name}`)}`,
      evidence: [at], anchor: `library:${name}`, fix: advised(name === 'aioredis' ? 'Import redis.asyncio of redis-py instead' : 'Cache with redis.asyncio or aiocache'),
    }));
  },
});
