import type { RedisClient } from '../../../model/facts/data.ts';
import { externalName, isFrom } from '../origins.ts';
import { callsOf, type Program } from '../program.ts';
import type { ReaderResult } from '../reader.ts';
import { scopeOf } from '../scopes.ts';
import { keywordsOf, optionsOf, shown } from '../shown.ts';
import { listFact } from './list-fact.ts';

const MAKERS = ['Redis', 'StrictRedis', 'from_url', 'ConnectionPool', 'BlockingConnectionPool', 'RedisCluster', 'create_redis_pool', 'create_pool'];

/** Redis clients of the served program. */
export function readRedis(program: Program): ReaderResult {
  const clients = [...callsOf(program)].flatMap((site): readonly RedisClient[] => {
    const { call, place } = site;
    const name = externalName(program, call.callee, place);
    const isClient = isFrom(name, 'redis', ...MAKERS) || isFrom(name, 'aioredis', ...MAKERS);
    // A client on an existing pool opens nothing of its own.
    if (!isClient || call.arguments.some((each) => each.name === 'connection_pool')) return [];
    const { scope, within, served } = scopeOf(program, site);
    if (!served) return [];
    const { keywords } = keywordsOf(program, call, place);
    return [{
      at: shown('redis client', place.file, call.range),
      library: name?.includes('asyncio') === true || name?.startsWith('aioredis') === true ? 'redis.asyncio' : 'redis-py',
      scope,
      within,
      options: optionsOf(program, keywords),
    }];
  });
  return { facts: { 'redis.clients': listFact('redis.clients', clients, (client) => client.at) } };
}
