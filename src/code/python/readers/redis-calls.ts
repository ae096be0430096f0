import { callOf, patternsOf } from '../../redis/patterns.ts';
import type { Program } from '../program.ts';
import type { ReaderResult } from '../reader.ts';
import { redisUses } from '../redis/uses.ts';
import { listFact } from './list-fact.ts';

/** Commands to Redis, and which of them belong together. */
export function readRedisCalls(program: Program): ReaderResult {
  const uses = redisUses(program);
  const at = (each: { readonly at: (typeof uses)[number]['at'] }) => each.at;
  return {
    facts: {
      'redis.calls': listFact('redis.calls', uses.map((use) => callOf(use, uses)), at),
      'redis.patterns': listFact('redis.patterns', patternsOf(uses), at),
    },
  };
}
