import type { Fact, Known } from '../fact.ts';
import type { Scope } from './code.ts';

/** A keyword argument or option as written. */
export interface Option {
  readonly name: string;
  /** The argument's value: a literal, or unresolved. Its provenance is the value's place. */
  readonly value: Fact<string | number | boolean | readonly string[]>;
}

/** A connection pool (or an engine that owns one) that a process opens. */
export interface Pool {
  /** The call that opens it, as written; its provenance is the call. */
  readonly at: Known<string>;
  /** sqlalchemy, sqlalchemy-async, flask-sqlalchemy, django, asyncpg, psycopg-pool, psycopg, pg, postgres.js, prisma, mongoose, ... */
  readonly library: string;
  /** What speaks to the database: asyncpg, psycopg2, psycopg, pg, sqlite, ... */
  readonly driver: string | undefined;
  /** Connections that are kept. */
  readonly size: Fact<number>;
  /** Connections that may be opened beyond that. */
  readonly overflow: Fact<number>;
  /** Most connections one process can hold through it: Infinity when nothing limits it. */
  readonly maximum: Fact<number>;
  readonly scope: Scope;
  /** The function it stands in. */
  readonly within: string | undefined;
  /** Options of the call, inner ones with their path (`connect_args.sslmode`), and those in the address (`url.sslmode`). */
  readonly options: readonly Option[];
  /** The environment variable, or the literal, that names the database; pools with the same one share it. */
  readonly database: Fact<string>;
  /** False when it is a one-off: a migration, a script, a test. */
  readonly served: boolean;
  /** postgresql, mysql, sqlite, mongodb; undefined when nothing says. */
  readonly kind: string | undefined;
}

/** A background worker or scheduler library in use. */
export interface QueueWorker {
  /** celery, rq, arq, bullmq, pg-boss, apscheduler, dramatiq, huey, ... */
  readonly library: string;
  readonly at: Known<string>;
  readonly concurrency: Fact<number>;
}

/** A Redis client that the program makes. */
export interface RedisClient {
  readonly at: Known<string>;
  /** redis-py, redis.asyncio, ioredis, node-redis, ... */
  readonly library: string;
  readonly scope: Scope;
  readonly within: string | undefined;
  readonly options: readonly Option[];
}

export interface DataFacts {
  /** Pools of the program, engines per request included. */
  'database.pools': readonly Pool[];
  /** max_connections of the database server. */
  'database.maxConnections': number;
  /** Connections that the database keeps for itself. */
  'database.reserved': number;
  /** Database services that the configuration declares (compose, railway.ts, render.yaml): their kind and name. */
  'database.servers': readonly Known<string>[];
  /** Redis clients of the program. */
  'redis.clients': readonly RedisClient[];
  /** Queues, workers and schedulers. */
  'queue.workers': readonly QueueWorker[];
}
