import type { CacheStore, RedisCall, RedisConnection, RedisPattern } from '../../model/facts/caches.ts';
import type { BlockingCall, Capability, ClientPlace, DebugSetting, HostAllowlist, Listen, Singleton, WorkerFork } from '../../model/facts/code.ts';
import type { HttpRequest, LostTask, Retry, WaitInTurn, WorkGroup } from '../../model/facts/concurrency.ts';
import type { Pool, QueueWorker, RedisClient, ReplicaRead } from '../../model/facts/data.ts';
import type { Checkout, Emitter, PooledTransaction } from '../../model/facts/connections.ts';
import type { CorsSetup, MetricsEndpoint, Protection, RateLimiter } from '../../model/facts/protection.ts';
import type { Table } from '../../model/facts/tables.ts';
import type { DatabaseCall, ReadModifyWrite, TransactionWait } from '../../model/facts/queries.ts';
import type { Instrument, JobState, QueueCall, QueueImport, QueuePart, TaskHandler, Timer } from '../../model/facts/tasks.ts';
import type { Known } from '../../model/fact.ts';

/** Lists that readers find; each becomes the fact of that name. */
export interface Records {
  readonly 'web.listens': readonly Listen[];
  readonly 'web.hostAllowlists': readonly HostAllowlist[];
  readonly 'web.httpsRedirects': readonly Known<string>[];
  readonly 'web.debugSettings': readonly DebugSetting[];
  readonly 'web.shutdownHandlers': readonly Known<string>[];
  readonly 'web.capabilities': readonly Capability[];
  readonly 'logs.timings': readonly Known<string>[];
  readonly 'process.singletons': readonly Singleton[];
  readonly 'http.clients': readonly ClientPlace[];
  readonly 'async.blockingCalls': readonly BlockingCall[];
  readonly 'database.pools': readonly Pool[];
  readonly 'redis.clients': readonly RedisClient[];
  readonly 'queue.workers': readonly QueueWorker[];
  readonly 'web.corsSetups': readonly CorsSetup[];
  readonly 'web.rateLimiters': readonly RateLimiter[];
  readonly 'web.protections': readonly Protection[];
  readonly 'web.metricsEndpoints': readonly MetricsEndpoint[];
  readonly 'database.emitters': readonly Emitter[];
  readonly 'database.pooledTransactions': readonly PooledTransaction[];
  readonly 'database.checkouts': readonly Checkout[];
  readonly 'process.forks': readonly WorkerFork[];
  readonly 'database.replicaReads': readonly ReplicaRead[];
  readonly 'schema.tables': readonly Table[];
  readonly 'database.calls': readonly DatabaseCall[];
  readonly 'database.readModifyWrites': readonly ReadModifyWrite[];
  readonly 'database.transactionWaits': readonly TransactionWait[];
  readonly 'redis.calls': readonly RedisCall[];
  readonly 'redis.patterns': readonly RedisPattern[];
  readonly 'redis.connections': readonly RedisConnection[];
  readonly 'cache.stores': readonly CacheStore[];
  readonly 'http.requests': readonly HttpRequest[];
  readonly 'http.retries': readonly Retry[];
  readonly 'async.groups': readonly WorkGroup[];
  readonly 'async.waitsInTurn': readonly WaitInTurn[];
  readonly 'async.lostTasks': readonly LostTask[];
  readonly 'queue.parts': readonly QueuePart[];
  readonly 'queue.calls': readonly QueueCall[];
  readonly 'queue.imports': readonly QueueImport[];
  readonly 'tasks.handlers': readonly TaskHandler[];
  readonly 'tasks.states': readonly JobState[];
  readonly 'tasks.timers': readonly Timer[];
  readonly 'metrics.instruments': readonly Instrument[];
  readonly 'database.statementTimings': readonly Known<string>[];
}

export type RecordName = keyof Records;
