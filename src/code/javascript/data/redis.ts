import type { RedisClient } from '../../../model/facts/data.ts';
import { surroundingsOf } from '../names/scope-of.ts';
import { placeOf, sitesOf } from '../names/sites.ts';
import { codeFact } from '../project/code-project.ts';
import type { CodeProject } from '../project/code-project.ts';
import { listOptions, optionsOf } from './options.ts';

const CLIENTS: readonly (readonly [string, string])[] = [['ioredis#', 'ioredis'], ['ioredis#Redis', 'ioredis'], ['ioredis#Cluster', 'ioredis'], ['ioredis#Redis.Cluster', 'ioredis'],
  ['redis#createClient', 'node-redis'], ['redis#createCluster', 'node-redis'], ['@redis/client#createClient', 'node-redis']];

/** Redis clients that the program makes. */
export function readRedisClients(project: CodeProject): RedisClient[] {
  return CLIENTS.flatMap(([key, library]) => sitesOf(project, key).map((site) => ({
    at: codeFact('redis.client', placeOf(site)), library, ...surroundingsOf(project, site), options: listOptions(project, optionsOf(project, site)),
  })));
}
