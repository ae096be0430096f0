import type { Known } from '../fact.ts';
import type { IndexKey, SchemaSource, TableIndex } from '../facts/tables.ts';

/** What is known of an index beside its place and columns. */
export interface IndexDetails {
  readonly name?: string | undefined;
  readonly kind?: TableIndex['kind'];
  readonly isConstraint?: boolean;
  readonly included?: readonly string[];
  readonly method?: string | undefined;
  readonly predicate?: string | undefined;
  readonly isImplicit?: true;
}

/** An index: a plain one with the method that PostgreSQL takes unless told otherwise, but for what the details say. */
export function indexOf(source: SchemaSource, at: Known<string>, keys: readonly IndexKey[], details: IndexDetails = {}): TableIndex {
  const { name, kind = 'plain', isConstraint = false, included = [], method, predicate, isImplicit } = details;
  return { at, name, kind, isConstraint, keys, included, method: (method ?? 'btree').toLowerCase(), predicate, source, ...(isImplicit === undefined ? {} : { isImplicit }) };
}

/** Names of columns as the key of an index. */
export const keysOf = (columns: readonly string[]): readonly IndexKey[] => columns.map((column) => ({ column }));

/** The longest name that PostgreSQL keeps. https://www.postgresql.org/docs/current/sql-syntax-lexical.html#SQL-SYNTAX-IDENTIFIERS */
const LONGEST_NAME = 63;

/** A name that the database keeps whole; undefined for a longer one, which each tool shortens in its own way. */
export const wholeName = (name: string): string | undefined => (name.length <= LONGEST_NAME ? name : undefined);
