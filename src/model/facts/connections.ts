import type { Fact, Known } from '../fact.ts';
import type { Scope } from './code.ts';
import type { Option } from './data.ts';

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
