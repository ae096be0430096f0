import type { Node, SqlNode, SqlStatementOf } from '../../documents/sql.ts';
import { declared, type Known } from '../../model/fact.ts';
import type { ForeignKey, IndexKey, Table, TableColumn, TableIndex } from '../../model/facts/tables.ts';
import { indexOf, keysOf, wholeName } from '../../model/schema/parts.ts';
import type { SourceFile } from '../../model/source-file.ts';

/** What statements of one file are read into. */
export interface SqlPlace {
  readonly file: SourceFile;
  /** Where the SQL begins in the file: 0 of a file of SQL. */
  readonly base: number;
  readonly source: Table['source'];
  /** The text that was parsed. */
  readonly text: string;
}

/** A statement as a place: its first line, and where it stands. */
export function placed(name: string, { range }: Pick<SqlStatementOf<'IndexStmt'>, 'range'>, { file, base, text }: SqlPlace): Known<string> {
  const line = text.slice(range.start, range.end).replaceAll(/\s+/g, ' ');
  return declared(name, line.length > 160 ? `${line.slice(0, 157)}...` : line, file, { start: base + range.start, end: base + range.end });
}

/** `CREATE TABLE`; undefined for a partition, which has the indexes of its parent. */
export function createdTable(statement: SqlStatementOf<'CreateStmt'>, place: SqlPlace): Table | undefined {
  const { node } = statement;
  const name = node.relation?.relname;
  if (name === undefined || node.partbound !== undefined) return undefined;
  const at = placed('schema.table', statement, place);
  const columns: TableColumn[] = [];
  const indexes: TableIndex[] = [];
  const foreignKeys: ForeignKey[] = [];
  let isComplete = node.inhRelations === undefined;
  for (const element of node.tableElts ?? []) {
    if ('ColumnDef' in element) {
      const read = columnOf(element.ColumnDef, name, at, place.source);
      columns.push(read.column);
      indexes.push(...read.indexes);
      foreignKeys.push(...read.foreignKeys);
    } else if ('Constraint' in element) {
      const read = constraintOf(element.Constraint, { table: name, at, source: place.source, column: undefined });
      indexes.push(...read.indexes);
      foreignKeys.push(...read.foreignKeys);
    } else isComplete = false;
  }
  return { at, name, schema: node.relation?.schemaname, database: undefined, columns, indexes, foreignKeys, source: place.source, isComplete, ...(node.partspec === undefined ? {} : { isPartitioned: true as const }) };
}

/** A column with what its own constraints make. */
export function columnOf(node: SqlNode<'ColumnDef'>, table: string, at: Known<string>, source: Table['source']) {
  const name = node.colname ?? '';
  const type = textsIn(node.typeName?.names).at(-1);
  const constraints = (node.constraints ?? []).flatMap((each) => ('Constraint' in each ? [each.Constraint] : []));
  const read = constraints.map((constraint) => constraintOf(constraint, { table, at, source, column: name }));
  const column: TableColumn = { name, type: type === 'bool' ? 'boolean' : type, at };
  return { column, indexes: read.flatMap(({ indexes }) => indexes), foreignKeys: read.flatMap(({ foreignKeys }) => foreignKeys) };
}

interface Around {
  readonly table: string;
  readonly at: Known<string>;
  readonly source: Table['source'];
  /** The column that the constraint stands behind. */
  readonly column: string | undefined;
}

/** A constraint, with the names that PostgreSQL gives. https://www.postgresql.org/docs/current/sql-createtable.html */
export function constraintOf(node: SqlNode<'Constraint'>, { table, at, source, column }: Around): { readonly indexes: readonly TableIndex[]; readonly foreignKeys: readonly ForeignKey[] } {
  const own = column === undefined ? [] : [column];
  const columns = node.keys === undefined ? own : textsIn(node.keys);
  const joined = (words: readonly string[]) => wholeName([table, ...words].join('_'));
  switch (node.contype) {
    case 'CONSTR_PRIMARY': case 'CONSTR_UNIQUE': {
      const kind = node.contype === 'CONSTR_PRIMARY' ? 'primary' : 'unique';
      if (columns.length === 0) return NOTHING; // USING INDEX
      const name = node.conname ?? (kind === 'primary' ? joined(['pkey']) : joined([...columns, 'key']));
      return { foreignKeys: [], indexes: [indexOf(source, at, keysOf(columns), { kind, isConstraint: true, name, included: textsIn(node.including) })] };
    }
    case 'CONSTR_FOREIGN': {
      const keys = node.fk_attrs === undefined ? own : textsIn(node.fk_attrs);
      return { indexes: [], foreignKeys: [{ at, columns: keys, table: node.pktable?.relname, isConstraint: true, name: node.conname ?? joined([...keys, 'fkey']), source }] };
    }
    default: return NOTHING;
  }
}

const NOTHING = { indexes: [], foreignKeys: [] };

/** `CREATE INDEX` with the table that it is on. */
export function createdIndex(statement: SqlStatementOf<'IndexStmt'>, place: SqlPlace): { readonly table: string; readonly index: TableIndex } | undefined {
  const { node } = statement;
  const table = node.relation?.relname;
  if (table === undefined) return undefined;
  const keys = (node.indexParams ?? []).flatMap((each) => ('IndexElem' in each ? [keyOf(each.IndexElem)] : []));
  const included = (node.indexIncludingParams ?? []).flatMap((each) => ('IndexElem' in each && each.IndexElem.name !== undefined ? [each.IndexElem.name] : []));
  const predicate = node.whereClause === undefined ? undefined : predicateIn(place.text.slice(statement.range.start, statement.range.end));
  const standard = node.idxname ?? wholeName([table, ...keys.map(({ column }) => column ?? 'expr'), 'idx'].join('_'));
  return { table, index: indexOf(place.source, placed('schema.index', statement, place), keys, { kind: node.unique === true ? 'unique' : 'plain', name: standard, method: node.accessMethod, included, predicate }) };
}

function keyOf(node: SqlNode<'IndexElem'>): IndexKey {
  const operatorClass = textsIn(node.opclass).at(-1);
  const collation = textsIn(node.collation).at(-1);
  return {
    column: node.name, ...(node.name === undefined ? { expression: JSON.stringify(node.expr, (key, value: unknown) => (key === 'location' ? undefined : value)) } : {}),
    ...(node.ordering === 'SORTBY_DESC' ? { descending: true as const } : {}), ...(operatorClass === undefined ? {} : { operatorClass }), ...(collation === undefined ? {} : { collation }),
  };
}

/** The condition behind the last WHERE: an index has one at most, and it ends the statement. */
function predicateIn(text: string): string {
  return (/^[^]*\bwhere\b([^]*)$/i.exec(text)?.[1] ?? text).trim().replaceAll(/\s+/g, ' ');
}

/** The texts of a list of names. */
export function textsIn(nodes: readonly Node[] | undefined): readonly string[] {
  return (nodes ?? []).flatMap((node) => ('String' in node && node.String.sval !== undefined ? [node.String.sval] : []));
}
