import type { RedisCall, RedisPattern } from '../../../model/facts/caches.ts';
import { callOf, patternsOf } from '../../redis/patterns.ts';
import type { CodeProject } from '../project/code-project.ts';
import { redisUses } from './uses.ts';

/** Commands that the served program sends to Redis. */
export function readRedisCalls(project: CodeProject): RedisCall[] {
  const uses = redisUses(project);
  return uses.map((use) => callOf(use, uses));
}

/** Commands that belong together. */
export function readRedisPatterns(project: CodeProject): RedisPattern[] {
  return [...patternsOf(redisUses(project))];
}
