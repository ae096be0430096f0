import type { Known } from '../fact.ts';
import type { Scope } from './code.ts';

/** What one SQL statement does. Names are as PostgreSQL keeps them: small letters unless quoted, with the schema where one is written. */
export type SqlAction =
  | CreateIndex
  | { readonly kind: 'drop-index'; readonly names: readonly string[]; readonly concurrently: boolean }
  | { readonly kind: 'reindex'; readonly concurrently: boolean }
  | CreateTable
  /** A primary key or unique constraint that is added to a table. */
  | { readonly kind: 'add-key'; readonly table: string; readonly key: UniqueKey }
  /** A materialized view; `groups` are the plain columns that it groups by, under the names that the view gives them. */
  | { readonly kind: 'create-view'; readonly view: string; readonly groups: readonly string[]; readonly isGroupedByAll: boolean }
  | { readonly kind: 'refresh-view'; readonly view: string; readonly concurrently: boolean }
  | { readonly kind: 'vacuum'; readonly tables: readonly string[]; readonly full: boolean; readonly analyze: boolean }
  | { readonly kind: 'analyze'; readonly tables: readonly string[] }
  | { readonly kind: 'truncate'; readonly tables: readonly string[] }
  | SqlInsert
  | { readonly kind: 'update'; readonly table: string; readonly sets: readonly string[] }
  | SqlDelete
  | SqlSelect
  | { readonly kind: 'copy'; readonly table: string }
  | { readonly kind: 'rename'; readonly table: string }
  | { readonly kind: 'prepare'; readonly name: string }
  | { readonly kind: 'execute'; readonly name: string }
  | { readonly kind: 'deallocate'; readonly name: string }
  | { readonly kind: 'begin' | 'commit' | 'rollback' }
  /** PostgreSQL's parser refuses it. */
  | { readonly kind: 'refused'; readonly message: string; readonly words: readonly string[] }
  /** Anything else, by the name of PostgreSQL's node. */
  | { readonly kind: 'other'; readonly node: string };

export interface CreateIndex {
  readonly kind: 'create-index';
  readonly name: string | undefined;
  readonly table: string;
  readonly unique: boolean;
  readonly concurrently: boolean;
  readonly ifNotExists: boolean;
  /** Undefined for an expression. */
  readonly keys: readonly (string | undefined)[];
  readonly included: readonly string[];
  readonly isPartial: boolean;
  /** `ON ONLY`: of a partitioned table alone. */
  readonly only: boolean;
}

/** A primary key or a unique constraint. */
export interface UniqueKey {
  readonly word: 'PRIMARY KEY' | 'UNIQUE';
  readonly columns: readonly string[];
}

export interface CreateTable {
  readonly kind: 'create-table';
  readonly table: string;
  readonly columns: readonly string[];
  readonly keys: readonly UniqueKey[];
  /** The partition key: undefined for an expression in it; no list of a table that is not partitioned. */
  readonly partitionedBy: readonly (string | undefined)[] | undefined;
  /** `PARTITION OF`, `CREATE TEMP`, `UNLOGGED`, `AS SELECT`. */
  readonly form: 'plain' | 'partition' | 'temporary' | 'unlogged' | 'query';
}

export interface SqlInsert {
  readonly kind: 'insert';
  readonly table: string;
  readonly columns: readonly string[];
  readonly rows: 'select' | 'values';
  /** Tables that its rows come from. */
  readonly reads: readonly string[];
  /** Of `ON CONFLICT (columns) DO UPDATE SET ...`; no columns set for DO NOTHING. */
  readonly conflict: { readonly columns: readonly string[]; readonly sets: readonly string[] } | undefined;
}

export interface SqlDelete {
  readonly kind: 'delete';
  readonly table: string;
  /** Columns that its condition compares. */
  readonly columns: readonly string[];
  /** Tables of USING and of subqueries. */
  readonly reads: readonly string[];
  /** True for a condition that names the rows that stay: `NOT IN`, `<>`. */
  readonly isNegated: boolean;
  /** True where there is no condition. */
  readonly everything: boolean;
}

export interface SqlSelect {
  readonly kind: 'select';
  /** Tables of FROM, without names of WITH. */
  readonly tables: readonly string[];
  /** `SELECT *` or `SELECT t.*` of the outermost query, from a table. */
  readonly everything: boolean;
  readonly isOrdered: boolean;
  readonly isLimited: boolean;
  /** `given` where only a run tells how many rows are skipped. */
  readonly offset: 'given' | 'written' | undefined;
  /** It has a condition, a group or an aggregate. */
  readonly isNarrowed: boolean;
}

/** What applies migrations. `sql` where only the folder speaks of them. */
export type MigrationTool =
  | 'alembic' | 'django' | 'prisma' | 'drizzle' | 'knex' | 'typeorm' | 'sequelize' | 'node-pg-migrate' | 'supabase' | 'dbmate' | 'goose' | 'flyway' | 'golang-migrate' | 'sql';

/** The migration that a statement belongs to. */
export interface StatementMigration {
  readonly tool: MigrationTool;
  /** Its file from the project root. */
  readonly path: string;
  /** Its rank among the migrations of its folder, from 0. */
  readonly order: number;
  /** True for the one that no other comes after. */
  readonly isLast: boolean;
  /** Its folder. */
  readonly folder: string;
}

/** One SQL statement that a migration or the program runs. */
export interface SqlUse {
  /** The statement, its text on one line. */
  readonly at: Known<string>;
  readonly does: SqlAction;
  readonly migration: StatementMigration | undefined;
  readonly scope: Scope;
  /** The function it stands in. */
  readonly within: string | undefined;
  /** Where that function begins in its file; undefined at the top: several have no name. */
  readonly block: number | undefined;
  /** True inside a loop. */
  readonly inLoop: boolean;
  /** What sends it: sqlalchemy, psycopg, django, asyncpg, pg, prisma, ...; of a migration its tool. */
  readonly library: string;
  /** Whether a transaction is open around it, as far as tool, call and text say. */
  readonly transaction: 'yes' | 'no' | 'unknown';
  /** What opens the transaction, in words: "Alembic"; undefined where none is known. */
  readonly openedBy: string | undefined;
  /** The text that is sent at once: the call, the string or the file. */
  readonly text: Known<string>;
  /** Statements of that text. */
  readonly shared: number;
  /** `postgresql` where tool, driver or text say so; `other` where they say another. */
  readonly database: 'postgresql' | 'other' | 'unknown';
}
