import { readPools } from './data/pools.ts';
import { readQueueWorkers } from './data/queues.ts';
import { readRedisClients } from './data/redis.ts';
import type { CodeProject } from './project/code-project.ts';
import type { RecordName, Records } from './records.ts';
import { readListens } from './web/listens.ts';

/** What reads each list. A new library is a line in one of these readers' tables. */
export const READERS: { readonly [N in RecordName]?: (project: CodeProject) => Records[N] } = {
  'web.listens': readListens,
  'database.pools': readPools,
  'redis.clients': readRedisClients,
  'queue.workers': readQueueWorkers,
};
