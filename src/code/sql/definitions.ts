import type { Node, SqlNode } from '../../documents/sql.ts';
import type { SqlAction, UniqueKey } from '../../model/facts/statements.ts';
import { columnOf, nodeOf, tableName, textOf } from './tree.ts';

/** CREATE INDEX. */
export function createIndex(node: SqlNode<'IndexStmt'>): SqlAction {
  const names = (list: readonly Node[] | undefined) => (list ?? []).map((each) => nodeOf(each, 'IndexElem')?.name);
  return {
    kind: 'create-index', name: node.idxname, table: tableName(node.relation), unique: node.unique === true, concurrently: node.concurrent === true,
    ifNotExists: node.if_not_exists === true, keys: names(node.indexParams), included: names(node.indexIncludingParams).filter((name) => name !== undefined),
    isPartial: node.whereClause !== undefined, only: node.relation?.inh !== true,
  };
}

/** CREATE TABLE. */
export function createTable(node: SqlNode<'CreateStmt'>): SqlAction {
  const columns = (node.tableElts ?? []).flatMap((each) => nodeOf(each, 'ColumnDef') ?? []);
  const ofColumns = columns.flatMap(({ colname = '', constraints }) => (constraints ?? []).flatMap((each) => keyOf(each, [colname]) ?? []));
  const ofTable = [...(node.tableElts ?? []), ...(node.constraints ?? [])].flatMap((each) => keyOf(each, []) ?? []);
  const { partspec } = node;
  const form = node.partbound !== undefined ? 'partition' : node.relation?.relpersistence === 't' ? 'temporary' : node.relation?.relpersistence === 'u' ? 'unlogged' : 'plain';
  return {
    kind: 'create-table', table: tableName(node.relation), columns: columns.flatMap(({ colname }) => colname ?? []), keys: [...ofColumns, ...ofTable], form,
    partitionedBy: partspec === undefined ? undefined : (partspec.partParams ?? []).map((each) => nodeOf(each, 'PartitionElem')?.name),
  };
}

/** `ALTER TABLE t ADD PRIMARY KEY (...)`; a key made of an index names no columns. */
export function addedKey({ relation, cmds }: SqlNode<'AlterTableStmt'>): SqlAction | undefined {
  for (const each of cmds ?? []) {
    const command = nodeOf(each, 'AlterTableCmd');
    const key = command?.subtype === 'AT_AddConstraint' ? keyOf(command.def, []) : undefined;
    if (key !== undefined && key.columns.length > 0) return { kind: 'add-key', table: tableName(relation), key };
  }
  return undefined;
}

function keyOf(node: Node | undefined, standard: readonly string[]): UniqueKey | undefined {
  const constraint = nodeOf(node, 'Constraint');
  const word = constraint?.contype === 'CONSTR_PRIMARY' ? 'PRIMARY KEY' : constraint?.contype === 'CONSTR_UNIQUE' ? 'UNIQUE' : undefined;
  if (word === undefined) return undefined;
  const columns = (constraint?.keys ?? []).flatMap((each) => textOf(each) ?? []);
  return { word, columns: columns.length === 0 ? standard : columns };
}

/** CREATE MATERIALIZED VIEW, and CREATE TABLE AS. */
export function createView({ into, query, objtype }: SqlNode<'CreateTableAsStmt'>): SqlAction {
  const name = tableName(into?.rel);
  if (objtype !== 'OBJECT_MATVIEW') {
    const form = into?.rel?.relpersistence === 't' ? 'temporary' : 'query';
    return { kind: 'create-table', table: name, columns: [], keys: [], partitionedBy: undefined, form };
  }
  const select = nodeOf(query, 'SelectStmt');
  const groups = (select?.groupClause ?? []).map((each) => outputOf(each, select?.targetList ?? [], into?.colNames));
  const known = groups.filter((each) => each !== undefined);
  return { kind: 'create-view', view: name, groups: known, isGroupedByAll: groups.length > 0 && known.length === groups.length };
}

/** The name under which a query gives out what it groups by: a column by its name, or by its number. */
function outputOf(group: Node, targetList: readonly Node[], renamed: readonly Node[] | undefined): string | undefined {
  const targets = targetList.map((each) => nodeOf(each, 'ResTarget'));
  const number = nodeOf(group, 'A_Const')?.ival?.ival;
  const column = columnOf(group);
  const index = number === undefined ? targets.findIndex((target) => column !== undefined && (columnOf(target?.val) === column || target?.name === column)) : number - 1;
  const target = targets[index];
  return textOf(renamed?.[index]) ?? target?.name ?? columnOf(target?.val);
}
