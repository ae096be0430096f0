import { readCheckouts } from './data/checkouts.ts';
import { readEmitters } from './data/emitters.ts';
import { readPooledTransactions } from './data/pooled-transactions.ts';
import { readCacheStores } from './caches/read-cache-stores.ts';
import { readPools } from './data/pools.ts';
import { readReplicaReads } from './data/replica-reads.ts';
import { readQueueWorkers } from './data/queues.ts';
import { readRedisClients } from './data/redis.ts';
import { readHttpRequests } from './http/requests.ts';
import { readHttpRetries } from './http/retries.ts';
import { readCapabilities } from './process/capabilities.ts';
import { readForkCounts } from './process/fork-counts.ts';
import { readForks } from './process/forks.ts';
import { readBlockingCalls, readHttpClients } from './process/http-clients.ts';
import { readShutdownHandlers } from './process/shutdown.ts';
import { readTimings } from './process/timings.ts';
import { readSingletons } from './process/singletons.ts';
import type { CodeProject } from './project/code-project.ts';
import { readDatabaseCalls } from './queries/read-calls.ts';
import { readReadModifyWrites } from './queries/read-modify-writes.ts';
import { readTransactionWaits } from './queries/transaction-waits.ts';
import { readRedisConnections } from './redis/connections.ts';
import { readRedisCalls, readRedisPatterns } from './redis/read-redis-calls.ts';
import type { RecordName, Records } from './records.ts';
import { readTables } from './schema/tables.ts';
import { readWorkGroups } from './waiting/groups.ts';
import { readWaitsInTurn } from './waiting/in-turn.ts';
import { readLostPromises } from './waiting/lost-promises.ts';
import { readQueueCalls } from './tasks/calls.ts';
import { readTaskHandlers } from './tasks/handlers.ts';
import { readQueueImports } from './tasks/imports.ts';
import { readInstruments, readStatementTimings } from './tasks/instruments.ts';
import { readJobStates } from './tasks/job-states.ts';
import { readNestParts } from './tasks/nest-workers.ts';
import { readQueueParts } from './tasks/parts.ts';
import { readTimers } from './tasks/timers.ts';
import { readCorsSetups } from './web/cors.ts';
import { readListens } from './web/listens.ts';
import { readMetricsEndpoints } from './web/metrics.ts';
import { readProtections } from './web/protections.ts';
import { readRateLimiters } from './web/rate-limits.ts';
import { readDebugSettings, readHostAllowlists, readHttpsRedirects } from './web/settings.ts';

/** What reads each list. A new library is a line in one of these readers' tables. */
export const READERS: { readonly [N in RecordName]: (project: CodeProject) => Records[N] } = {
  'web.listens': readListens,
  'web.hostAllowlists': readHostAllowlists,
  'web.httpsRedirects': readHttpsRedirects,
  'web.debugSettings': readDebugSettings,
  'web.shutdownHandlers': readShutdownHandlers,
  'web.capabilities': readCapabilities,
  'logs.timings': readTimings,
  'process.singletons': readSingletons,
  'http.clients': readHttpClients,
  'async.blockingCalls': readBlockingCalls,
  'database.pools': readPools,
  'redis.clients': readRedisClients,
  'queue.workers': readQueueWorkers,
  'web.corsSetups': readCorsSetups,
  'web.rateLimiters': readRateLimiters,
  'web.protections': readProtections,
  'web.metricsEndpoints': readMetricsEndpoints,
  'process.forks': readForks,
  'process.forkCounts': readForkCounts,
  'database.replicaReads': readReplicaReads,
  'database.emitters': readEmitters,
  'database.pooledTransactions': readPooledTransactions,
  'database.checkouts': readCheckouts,
  'schema.tables': readTables,
  'database.calls': readDatabaseCalls,
  'database.readModifyWrites': readReadModifyWrites,
  'database.transactionWaits': readTransactionWaits,
  'redis.calls': readRedisCalls,
  'redis.patterns': readRedisPatterns,
  'redis.connections': readRedisConnections,
  'cache.stores': readCacheStores,
  'http.requests': readHttpRequests,
  'http.retries': readHttpRetries,
  'async.groups': readWorkGroups,
  'async.waitsInTurn': readWaitsInTurn,
  'async.lostTasks': readLostPromises,
  'queue.parts': (project) => [...readQueueParts(project), ...readNestParts(project)],
  'queue.calls': readQueueCalls,
  'queue.imports': readQueueImports,
  'tasks.handlers': readTaskHandlers,
  'tasks.states': readJobStates,
  'tasks.timers': readTimers,
  'metrics.instruments': readInstruments,
  'database.statementTimings': readStatementTimings,
};
