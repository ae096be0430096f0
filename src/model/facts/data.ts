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

/** PgBouncer between programs and the database, as a file of the project configures it. */
export interface Pooler {
  /** Its service of a compose file, or its own file. */
  readonly at: Known<string>;
  /** Clients that it lets in: max_client_conn. */
  readonly clients: Fact<number>;
  /** Connections to the server for each pair of database and user: default_pool_size. */
  readonly poolSize: Fact<number>;
  /** Connections that it adds to a pair when clients wait: reserve_pool_size. */
  readonly reserve: Fact<number>;
  /** The databases that it lists, with a pool_size of their own where they have one. */
  readonly databases: readonly { readonly at: Known<string>; readonly poolSize: Known<number> | undefined }[];
}

/** A process type that runs beside the main one, from the same code: a worker of a Procfile. */
export interface SideProcess {
  /** Its name there: `worker`. */
  readonly process: Known<string>;
  readonly kind: 'worker' | 'cron' | 'other';
  readonly server: Fact<string>;
  /** Processes that it starts; absent where the server starts one, or decides by itself. */
  readonly workers: Fact<number>;
  /** How often it runs; absent where nobody says, which is once. */
  readonly replicas: Fact<number>;
}

/** A place where the program asks a read replica. */
export interface ReplicaRead {
  /** The call, as written. */
  readonly at: Known<string>;
  /** What shows that it is a replica: the variable of its address, or its name. */
  readonly replica: string;
  /** The function it stands in. */
  readonly within: string | undefined;
  readonly scope: Scope;
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
  /** The plan of the managed PostgreSQL that a file names: `heroku essential-0`, `render basic-1gb`. */
  'database.plan': string;
  /** PgBouncer's settings in files of the project. */
  'database.poolers': readonly Pooler[];
  /** Process types besides the main one. */
  'database.sideProcesses': readonly SideProcess[];
  /** Where the program asks a read replica of its database. */
  'database.replicaReads': readonly ReplicaRead[];
}
