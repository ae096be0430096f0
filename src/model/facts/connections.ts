import type { Fact, Known } from '../fact.ts';
import type { Scope } from './code.ts';
import type { Option } from './data.ts';

/** Something of Node that emits `error` when its connection breaks, and ends the process where nobody listens. */
export interface Emitter {
  /** The call that makes it. */
  readonly at: Known<string>;
  /** `pg`, `@neondatabase/serverless`. */
  readonly library: string;
  /** A pool, or a single connection. */
  readonly kind: 'pool' | 'connection';
  readonly scope: Scope;
  /** The listener: `pool.on('error', ...)`; what is handed to a library that listens counts too. */
  readonly listener: Known<string> | undefined;
  /** True when it is handed to code that may listen, which we cannot follow. */
  readonly isHandedOn: boolean;
}

/** A statement of a transaction that is sent to a pool: each statement may get another connection. */
export interface PooledTransaction {
  /** The call that sends BEGIN. */
  readonly at: Known<string>;
  /** The pool, as the call names it: `pool`. */
  readonly name: string;
  readonly library: string;
  readonly scope: Scope;
  readonly within: string | undefined;
  /** The statement as written: `BEGIN`. */
  readonly statement: string;
}

/** A connection that is taken from a pool of node-postgres. */
export interface Checkout {
  /** `pool.connect()`. */
  readonly at: Known<string>;
  /** The variable that holds the connection; undefined where it has no name of its own. */
  readonly name: string | undefined;
  readonly scope: Scope;
  readonly within: string | undefined;
  /** How it is given back: in a `finally`, on some ways only, never, or by whom it is handed to. */
  readonly release: 'finally' | 'sometimes' | 'never' | 'elsewhere';
  /** What asks the same pool for another connection while this one is held: `pool` in `pool.query(...)`. */
  readonly nested: Known<string> | undefined;
}

/** What an engine of SQLAlchemy is given as its address. */
export interface EngineAddress {
  /** The call that makes the engine. */
  readonly at: Known<string>;
  /** sqlalchemy, sqlalchemy-async, flask-sqlalchemy, as of the pool. */
  readonly library: string;
  /** `postgresql+asyncpg`, where the code or a file says it; its provenance is where it is written. Unresolved where only the environment tells. */
  readonly scheme: Fact<string>;
  /** The variable that is the whole address; undefined where none is, or the code changes what it reads. */
  readonly variable: string | undefined;
  /** The argument that is the address, as written. */
  readonly argument: Known<string>;
  /** False in a script, a migration, a test. */
  readonly served: boolean;
  /** True in the env.py of Alembic. */
  readonly migration: boolean;
}

/** `sessionmaker` or `async_sessionmaker`: what makes sessions of one kind. */
export interface SessionFactory {
  readonly at: Known<string>;
  readonly async: boolean;
  readonly options: readonly Option[];
  /** False when options come from a dictionary that is made while the program runs. */
  readonly complete: boolean;
}

/** What becomes of a session once it was used. */
export type SessionEnd =
  /** `with`, or a close in a `finally`. */
  | 'closed'
  /** A close that an exception skips. */
  | 'closed-unless-it-raises'
  /** It is given to somebody else: returned, yielded, kept in an object, passed to a call. */
  | 'handed-on'
  | 'never';

/** A session that the served program makes. */
export interface SessionUse {
  readonly at: Known<string>;
  readonly async: boolean;
  readonly end: SessionEnd;
  readonly scope: Scope;
  readonly within: string | undefined;
  /** Where a request uses the one session that a module made; undefined for any other session. */
  readonly usedAt: Known<string> | undefined;
}

/** One session or connection that several coroutines use at once. */
export interface SharedSession {
  /** The call that runs them: `asyncio.gather(...)`. */
  readonly at: Known<string>;
  /** The name of the session. */
  readonly session: string;
  /** `AsyncSession`, or `asyncpg connection`. */
  readonly what: string;
  readonly call: string;
}

/** A coroutine that is run in an event loop of its own and uses what belongs to another one. */
export interface LoopUse {
  /** `asyncio.run(...)`. */
  readonly at: Known<string>;
  readonly scope: Scope;
  readonly within: string | undefined;
  /** What it uses: the module's engine, pool or client. */
  readonly client: Known<string>;
  /** sqlalchemy-async, asyncpg, redis.asyncio. */
  readonly library: string;
  /** False where it keeps no connection after the loop: NullPool. */
  readonly keeps: boolean;
}

/** How a program uses its pools and connections, beyond what opens them. */
export interface ConnectionFacts {
  /** Pools and connections that end the process where nobody listens to their errors (Node). */
  'database.emitters': readonly Emitter[];
  /** Transactions that are begun on a pool instead of a connection (Node). */
  'database.pooledTransactions': readonly PooledTransaction[];
  /** Connections that are taken from a pool (Node). */
  'database.checkouts': readonly Checkout[];
  /** Addresses of SQLAlchemy's engines. */
  'database.engineAddresses': readonly EngineAddress[];
  /** What makes sessions of SQLAlchemy. */
  'database.sessionFactories': readonly SessionFactory[];
  /** Places where something is read of an object after an async session has committed it. */
  'database.readsAfterCommit': readonly Known<string>[];
  /** Sessions of SQLAlchemy that the served program makes. */
  'database.sessions': readonly SessionUse[];
  /** Sessions and connections that several coroutines use at once. */
  'database.sharedSessions': readonly SharedSession[];
  /** Engines, pools and clients that outlive the event loop they are used in. */
  'database.loopUses': readonly LoopUse[];
  /** Where the database is asked while modules are imported. */
  'database.importUses': readonly Known<string>[];
  /** Calls that make engines of the served program which a migration tool uses too. */
  'database.migrationEngines': readonly Known<string>[];
  /** Hooks of a server or queue that run in each child after a fork, and close what it inherited. */
  'database.forkHooks': readonly Known<string>[];
  /** Threads that a program allows AnyIO to use at once. */
  'process.threadLimit': number;
}
