import type { Node, SqlNode, SqlStatement } from '../../documents/sql.ts';
import { isHole } from '../../documents/sql-placeholders.ts';
import type { SqlAction } from '../../model/facts/statements.ts';
import { createIndex, createTable, addedKey, createView } from './definitions.ts';
import { selectAction } from './select.ts';
import { columnsIn, dottedOf, isNegated, nodeOf, tableName, tablesIn } from './tree.ts';

/** What a statement does, in the words of the facts. */
export function actionOf(statement: SqlStatement): SqlAction {
  switch (statement.kind) {
    case 'IndexStmt': return createIndex(statement.node);
    case 'CreateStmt': return createTable(statement.node);
    case 'AlterTableStmt': return addedKey(statement.node) ?? other(statement);
    case 'CreateTableAsStmt': return createView(statement.node);
    case 'RefreshMatViewStmt': return { kind: 'refresh-view', view: tableName(statement.node.relation), concurrently: statement.node.concurrent === true };
    case 'VacuumStmt': return vacuum(statement.node);
    case 'TruncateStmt': return { kind: 'truncate', tables: (statement.node.relations ?? []).map((each) => tableName(nodeOf(each, 'RangeVar'))) };
    case 'DropStmt': return drop(statement.node) ?? other(statement);
    case 'ReindexStmt': return { kind: 'reindex', concurrently: hasOption(statement.node.params, 'concurrently') };
    case 'RenameStmt': return statement.node.renameType === 'OBJECT_TABLE' ? { kind: 'rename', table: tableName(statement.node.relation) } : other(statement);
    case 'SelectStmt': return selectAction(statement.node);
    case 'InsertStmt': return insert(statement.node);
    case 'UpdateStmt': return { kind: 'update', table: tableName(statement.node.relation), sets: targets(statement.node.targetList) };
    case 'DeleteStmt': return remove(statement.node);
    case 'CopyStmt': return statement.node.is_from === true ? { kind: 'copy', table: tableName(statement.node.relation) } : other(statement);
    case 'PrepareStmt': return { kind: 'prepare', name: statement.node.name ?? '' };
    case 'ExecuteStmt': return { kind: 'execute', name: statement.node.name ?? '' };
    case 'DeallocateStmt': return { kind: 'deallocate', name: statement.node.name ?? '' };
    case 'TransactionStmt': return transaction(statement.node) ?? other(statement);
    default: return other(statement);
  }
}

const other = ({ kind }: SqlStatement): SqlAction => ({ kind: 'other', node: kind });

function vacuum({ is_vacuumcmd: isVacuum, options, rels }: SqlNode<'VacuumStmt'>): SqlAction {
  const tables = (rels ?? []).flatMap((each) => {
    const relation = nodeOf(each, 'VacuumRelation')?.relation;
    return relation === undefined ? [] : [tableName(relation)];
  });
  if (isVacuum !== true) return { kind: 'analyze', tables };
  return { kind: 'vacuum', tables, full: hasOption(options, 'full'), analyze: hasOption(options, 'analyze') };
}

/** An option that is given and not switched off. */
function hasOption(options: readonly Node[] | undefined, name: string): boolean {
  return (options ?? []).some((each) => {
    const option = nodeOf(each, 'DefElem');
    const value = nodeOf(option?.arg, 'String')?.sval ?? nodeOf(option?.arg, 'Boolean')?.boolval;
    return option?.defname === name && !['false', 'off', '0', false].includes(value ?? true);
  });
}

function drop({ removeType, objects, concurrent }: SqlNode<'DropStmt'>): SqlAction | undefined {
  if (removeType !== 'OBJECT_INDEX') return undefined;
  return { kind: 'drop-index', names: (objects ?? []).map((each) => dottedOf(nodeOf(each, 'List')?.items)), concurrently: concurrent === true };
}

function insert({ relation, cols, selectStmt, onConflictClause: conflict }: SqlNode<'InsertStmt'>): SqlAction {
  const rows = nodeOf(selectStmt, 'SelectStmt');
  return {
    kind: 'insert', table: tableName(relation), columns: targets(cols), rows: rows?.fromClause === undefined && rows?.op !== 'SETOP_UNION' ? 'values' : 'select', reads: tablesIn(selectStmt),
    conflict: conflict === undefined ? undefined : {
      columns: namesIn(conflict.infer?.indexElems ?? []), sets: targets(conflict.targetList),
    },
  };
}

/** The columns that ON CONFLICT names: none where one of them is an expression. */
function namesIn(elements: readonly Node[]): readonly string[] {
  const names = elements.map((each) => nodeOf(each, 'IndexElem')?.name);
  return names.every((name) => name !== undefined) ? names : [];
}

/** Names that a SET or a list of columns gives values to. */
function targets(list: readonly Node[] | undefined): readonly string[] {
  return (list ?? []).flatMap((each) => nodeOf(each, 'ResTarget')?.name ?? []).filter((name) => !isHole(name));
}

function remove({ relation, whereClause, usingClause }: SqlNode<'DeleteStmt'>): SqlAction {
  return {
    kind: 'delete', table: tableName(relation), columns: columnsIn(whereClause), reads: tablesIn([whereClause, usingClause]), isNegated: isNegated(whereClause),
    everything: whereClause === undefined && usingClause === undefined,
  };
}

function transaction({ kind }: SqlNode<'TransactionStmt'>): SqlAction | undefined {
  switch (kind) {
    case 'TRANS_STMT_BEGIN': case 'TRANS_STMT_START': return { kind: 'begin' };
    case 'TRANS_STMT_COMMIT': return { kind: 'commit' };
    case 'TRANS_STMT_ROLLBACK': return { kind: 'rollback' };
    default: return undefined;
  }
}
