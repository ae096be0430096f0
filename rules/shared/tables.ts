import { notApplicable, pass, type IndexKey, type Outcome, type Table, type TableIndex } from '#rule';

/** True for a table of which is known that it is PostgreSQL's; other databases index differently. */
export const isPostgres = ({ database }: Table): boolean => database === 'postgresql';

/** Conditions that leave out only rows whose column is empty: a search for a value still finds all. */
const NOT_EMPTY = /not\s+null|is_?not\(|!=\s*none|isnull\s*=\s*false|isNotNull/i;

/** True where an index finds the rows of these columns: they are its first ones, in any order, and it leaves none of them out. */
export function finds({ keys, method, predicate }: TableIndex, columns: readonly string[]): boolean {
  if (method !== 'btree' && !(method === 'hash' && columns.length === 1)) return false;
  if (predicate !== undefined && !NOT_EMPTY.test(predicate)) return false;
  const first = keys.slice(0, columns.length).map(({ column }) => column);
  return columns.every((column) => first.includes(column));
}

/** True for two keys that sort alike: column or expression, operator class and collation. */
export function isSameKey(a: IndexKey, b: IndexKey | undefined): boolean {
  return b !== undefined && a.column === b.column && a.expression === b.expression && a.operatorClass === b.operatorClass && a.collation === b.collation;
}

/** True where every row of an index stands in the other one too, under keys that begin alike and sort alike. */
export function beginsLike(a: TableIndex, b: TableIndex): boolean {
  if (a.method !== b.method || a.method !== 'btree' || a.predicate !== b.predicate || a.keys.length > b.keys.length || a.keys.length === 0) return false;
  if (!a.keys.every((key, index) => isSameKey(key, b.keys[index]))) return false;
  // A B-tree is read from either end, so that an order and its reverse are the same.
  const turns = a.keys.map((key, index) => key.descending === b.keys[index]?.descending);
  return turns.every((turn) => turn === turns[0]);
}

/**
 * True for indexes that surely are in one database: both of the models, or both of SQL in one folder. A file beside the models may be of
 * another database, or of what the models were before.
 */
export function standTogether(a: TableIndex, b: TableIndex): boolean {
  if (a.source === b.source && a.source !== 'sql') return true;
  const folders = [a, b].map(sqlFolder);
  return folders[0] !== undefined && folders[0] === folders[1];
}

/** The folder of the SQL that makes an index, alone or beside the models. */
function sqlFolder({ at, source, inSql }: TableIndex): string | undefined {
  const provenance = (source === 'sql' ? at : inSql)?.provenance;
  return provenance?.kind === 'declared' ? provenance.file.path.split('/').slice(0, -1).join('/') : undefined;
}

/** What a message calls an index: its name, else its columns. */
export function calledIndex({ name, keys }: TableIndex): string {
  return name ?? `the index on (${keys.map(({ column, expression }) => column ?? expression ?? '').join(', ')})`;
}

/** The columns of a key, as a message lists them. */
export const listedKeys = ({ keys }: TableIndex): string => keys.map(({ column, expression }) => column ?? expression ?? '').join(', ');

/** What a rule finds wrong with indexes of PostgreSQL, one by one; it holds where it finds nothing. */
export function judgedIndexes(tables: readonly Table[], findingFor: (table: Table, index: TableIndex) => Outcome | undefined): Outcome | readonly Outcome[] {
  const own = tables.filter(isPostgres);
  if (own.length === 0) return notApplicable('nothing says that its tables are in PostgreSQL');
  const findings = own.flatMap((table) => table.indexes.flatMap((index) => findingFor(table, index) ?? []));
  return findings.length === 0 ? pass() : findings;
}
