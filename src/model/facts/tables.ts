import type { Known } from '../fact.ts';

/** What a table, a key or an index was read from. */
export type SchemaSource = 'prisma' | 'sqlalchemy' | 'django' | 'drizzle' | 'typeorm' | 'sequelize' | 'knex' | 'alembic' | 'sql';

/** A column of a table. */
export interface TableColumn {
  /** Its name in the database. */
  readonly name: string;
  /** `boolean`, `enum`, or the type as the source names it; undefined where nothing says. */
  readonly type: string | undefined;
  /** The call, field or line that declares it. */
  readonly at: Known<string>;
}

/** One part of the key of an index. */
export interface IndexKey {
  /** Undefined for an expression. */
  readonly column: string | undefined;
  /** The expression as written: `lower(email)`. */
  readonly expression?: string;
  readonly descending?: true;
  /** `varchar_pattern_ops`; undefined for the standard one of the type. */
  readonly operatorClass?: string;
  readonly collation?: string;
}

/** An index, the one of a primary key or a unique constraint included. */
export interface TableIndex {
  readonly at: Known<string>;
  /** Its name in the database; undefined where only the tool knows. */
  readonly name: string | undefined;
  readonly kind: 'primary' | 'unique' | 'plain';
  /** True where a constraint owns it, so that DROP INDEX cannot drop it. */
  readonly isConstraint: boolean;
  readonly keys: readonly IndexKey[];
  /** Columns of INCLUDE. */
  readonly included: readonly string[];
  /** `btree`, `gin`, ... */
  readonly method: string;
  /** The condition of a partial index, as written. */
  readonly predicate: string | undefined;
  /** True for one that the tool makes unasked: of a Django ForeignKey. */
  readonly isImplicit?: true;
  readonly source: SchemaSource;
  /** The same index in SQL files, where models and SQL both make it. */
  readonly inSql?: Known<string>;
}

/** A foreign key. */
export interface ForeignKey {
  readonly at: Known<string>;
  /** Its name in the database; undefined where only the tool knows. */
  readonly name?: string | undefined;
  readonly columns: readonly string[];
  /** The table that it points at; undefined where nothing that we follow says. */
  readonly table: string | undefined;
  /** False where the tool checks it without a constraint in the database. */
  readonly isConstraint: boolean;
  readonly source: SchemaSource;
}

/** A table that models or migrations make. */
export interface Table {
  /** The class, block or statement that makes it. */
  readonly at: Known<string>;
  /** Its name in the database, without the schema. */
  readonly name: string;
  /** The schema that it is in, where one is named: `billing`. */
  readonly schema?: string | undefined;
  /** How the tool names a plain index of one column, as a pattern: `ix_{table}_{column}`; undefined where only a run tells. */
  readonly indexNaming?: string | undefined;
  /** `postgresql`, `mysql`, `sqlite`; undefined where the models do not say. */
  readonly database: string | undefined;
  readonly columns: readonly TableColumn[];
  readonly indexes: readonly TableIndex[];
  readonly foreignKeys: readonly ForeignKey[];
  readonly source: SchemaSource;
  /** True for a table in partitions, whose indexes cannot be built while it is written to. */
  readonly isPartitioned?: true;
  /** False where some of its indexes could not be read: what is missing then proves nothing. */
  readonly isComplete: boolean;
}
