import type { Known } from '../fact.ts';
import type { Scope } from './code.ts';

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

/** How a program uses its pools and connections, beyond what opens them. */
export interface ConnectionFacts {
  /** Pools and connections that end the process where nobody listens to their errors (Node). */
  'database.emitters': readonly Emitter[];
  /** Transactions that are begun on a pool instead of a connection (Node). */
  'database.pooledTransactions': readonly PooledTransaction[];
  /** Connections that are taken from a pool (Node). */
  'database.checkouts': readonly Checkout[];
}
