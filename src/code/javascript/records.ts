import type { BlockingCall, Capability, ClientPlace, DebugSetting, HostAllowlist, Listen, Singleton, WorkerFork } from '../../model/facts/code.ts';
import type { Pool, QueueWorker, RedisClient } from '../../model/facts/data.ts';
import type { CorsSetup, MetricsEndpoint, Protection, RateLimiter } from '../../model/facts/protection.ts';
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
  readonly 'process.forks': readonly WorkerFork[];
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
