import type { SqlNode, SqlScript, SqlStatementOf } from '../../documents/sql.ts';
import type { SchemaOperation } from '../../model/schema/operations.ts';
import { columnOf, constraintOf, createdIndex, createdTable, placed, textsIn, type SqlPlace } from './sql-tables.ts';

/** What the statements of a script change, in their order. */
export function sqlOperations({ statements, complete }: SqlScript, place: SqlPlace): readonly SchemaOperation[] {
  const read = statements.flatMap((statement): readonly SchemaOperation[] => {
    switch (statement.kind) {
      case 'CreateStmt': {
        const table = createdTable(statement, place);
        return table === undefined ? [] : [{ kind: 'create-table', table }];
      }
      case 'IndexStmt': {
        const created = createdIndex(statement, place);
        return created === undefined ? [] : [{ kind: 'add-index', ...created }];
      }
      case 'DropStmt': return dropped(statement.node);
      case 'AlterTableStmt': return altered(statement, place);
      case 'RenameStmt': return renamed(statement.node);
      case 'DoStmt': return /\bindex\b/i.test(place.text.slice(statement.range.start, statement.range.end)) ? [{ kind: 'unread', table: undefined }] : [];
      default: return [];
    }
  });
  return complete ? read : [...read, { kind: 'unread', table: undefined }];
}

function dropped(node: SqlNode<'DropStmt'>): readonly SchemaOperation[] {
  const names = (node.objects ?? []).flatMap((each) => ('List' in each ? textsIn(each.List.items).slice(-1) : []));
  if (node.removeType === 'OBJECT_INDEX') return names.map((name) => ({ kind: 'drop-index', name }));
  return node.removeType === 'OBJECT_TABLE' ? names.map((table) => ({ kind: 'drop-table', table })) : [];
}

function renamed(node: SqlNode<'RenameStmt'>): readonly SchemaOperation[] {
  const { renameType, relation, subname, newname: to } = node;
  const table = relation?.relname;
  if (table === undefined || to === undefined) return [];
  if (renameType === 'OBJECT_TABLE') return [{ kind: 'rename-table', table, to }];
  return renameType === 'OBJECT_COLUMN' && subname !== undefined ? [{ kind: 'rename-column', table, column: subname, to }] : [];
}

function altered(statement: SqlStatementOf<'AlterTableStmt'>, place: SqlPlace): readonly SchemaOperation[] {
  const table = statement.node.relation?.relname;
  if (table === undefined || statement.node.objtype !== 'OBJECT_TABLE') return [];
  const at = placed('schema.table', statement, place);
  const { source } = place;
  return (statement.node.cmds ?? []).flatMap((each): readonly SchemaOperation[] => {
    if (!('AlterTableCmd' in each)) return [];
    const { subtype, name, def } = each.AlterTableCmd;
    if (subtype === 'AT_AddColumn' && def !== undefined && 'ColumnDef' in def) {
      const { column, indexes, foreignKeys } = columnOf(def.ColumnDef, table, at, source);
      return [{ kind: 'add-column', table, column }, ...added(table, indexes, foreignKeys)];
    }
    if (subtype === 'AT_AddConstraint' && def !== undefined && 'Constraint' in def) {
      const { indexes, foreignKeys } = constraintOf(def.Constraint, { table, at, source, column: undefined });
      return added(table, indexes, foreignKeys);
    }
    if (subtype === 'AT_DropConstraint' && name !== undefined) return [{ kind: 'drop-constraint', table, name }];
    return subtype === 'AT_DropColumn' && name !== undefined ? [{ kind: 'drop-column', table, column: name }] : [];
  });
}

type Made = ReturnType<typeof constraintOf>;

const added = (table: string, indexes: Made['indexes'], foreignKeys: Made['foreignKeys']): readonly SchemaOperation[] =>
  [...indexes.map((index) => ({ kind: 'add-index' as const, table, index })), ...foreignKeys.map((key) => ({ kind: 'add-foreign-key' as const, table, key }))];
