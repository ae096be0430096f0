import type { Known } from '../fact.ts';
import type { Scope } from './code.ts';

/** What a call asks of the database. `read-all` brings all rows of a table into memory. */
export type QueryOperation = 'read' | 'read-all' | 'insert' | 'update' | 'delete' | 'write' | 'insert-many' | 'commit' | 'refresh';

/**
 * Why a loop does no harm: its rounds are few and written down, it goes over chunks or pages, an error of one round leaves the others
 * alone, the call runs in some rounds only, it ends the loop, it waits for what comes in, it waits between rounds, it does more than to
 * call the function that asks, or each round waits for something else than the database.
 */
export type LoopExcuse = 'few' | 'chunks' | 'errors' | 'some' | 'last' | 'stream' | 'polling' | 'busy' | 'waits';

/** The loop that a call stands in. */
export interface QueryLoop {
  /** Its head: `for user in users`, `users.map`; for a function that is called in a loop, that call. */
  readonly at: Known<string>;
  /** `parallel` is `Promise.all` or `gather` over all items at once; `caller` is the loop around a call of the function. */
  readonly kind: 'items' | 'while' | 'parallel' | 'caller';
  readonly excuses: readonly LoopExcuse[];
}

/** A call that asks a database for something, in code that is served or works for it. */
export interface DatabaseCall {
  /** The whole expression: `db.query(User).filter(...).first()`. */
  readonly at: Known<string>;
  /** What is called, without arguments: `db.query.first`, `prisma.user.findUnique`. */
  readonly call: string;
  /** sqlalchemy, django, asyncpg, psycopg, psycopg2, pg, prisma, drizzle, typeorm, sequelize, knex, mongoose, ... */
  readonly library: string;
  readonly operation: QueryOperation;
  readonly scope: Scope;
  /** The function it stands in. */
  readonly within: string | undefined;
  readonly loop: QueryLoop | undefined;
  /** True when what it asks for changes with the loop's variable. */
  readonly usesItem: boolean;
  /** The transaction around it, where a block or a callback is one. */
  readonly transaction: Known<string> | undefined;
  /** True where something takes what it gives: the key of an inserted row, for example. */
  readonly isUsed?: true;
  /** True of a refresh that brings nothing that the row does not hold. */
  readonly isNeedless?: true;
}

/** A value that is read from a row, changed in the program and written back. */
export interface ReadModifyWrite {
  /** The change: `wallet.balance += amount`. */
  readonly at: Known<string>;
  /** Where the row is read. */
  readonly read: Known<string>;
  readonly library: string;
  /** The column: `balance`. */
  readonly field: string;
  readonly scope: Scope;
  readonly within: string | undefined;
  /** True when a check of the value decides whether it is changed: then a lock is needed, not only an atomic change. */
  readonly checked: boolean;
  /** True for money, goods and rights: a balance, a stock; false of a counter. */
  readonly shared: boolean;
}

/** A call to another service while a transaction is open. */
export interface TransactionWait {
  /** The call: `requests.post`, `sendMail`. */
  readonly at: Known<string>;
  readonly call: string;
  readonly transaction: Known<string>;
  readonly scope: Scope;
  readonly within: string | undefined;
  /** Nobody wrote its beginning: a query of a session began it, and it may have changed no row yet. */
  readonly isBegunByQuery?: true;
}

/** A relation that is read in a loop over rows, which the query before it did not load. */
export interface LazyRelation {
  /** Where it is read: `order.customer`. */
  readonly at: Known<string>;
  /** The query that gave the rows. */
  readonly query: Known<string>;
  readonly library: string;
  readonly relation: string;
  /** True where it holds several rows. */
  readonly many: boolean;
  /** The model's name as the file writes it. */
  readonly model: string;
  readonly scope: Scope;
  readonly within: string | undefined;
}

/** A relation that was loaded along with its owner and is asked for again. */
export interface LoadedTwice {
  /** The option: `selectinload(User.accounts)`. */
  readonly at: Known<string>;
  readonly relation: string;
  /** The second query. */
  readonly again: Known<string>;
  readonly scope: Scope;
  readonly within: string | undefined;
}

/** What code asks of a database, and how. */
export interface QueryFacts {
  /** Calls of a database, in the order of the code. */
  'database.calls': readonly DatabaseCall[];
  /** Values that are read, changed and written back without a lock. */
  'database.readModifyWrites': readonly ReadModifyWrite[];
  /** Calls to other services inside transactions. */
  'database.transactionWaits': readonly TransactionWait[];
  /** Relations that are loaded row by row. */
  'database.lazyRelations': readonly LazyRelation[];
  /** Relations that are loaded twice. */
  'database.loadedTwice': readonly LoadedTwice[];
}
