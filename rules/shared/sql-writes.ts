import type { Known, SqlUse } from '#rule';
import { isKind, isSameTable } from './sql.ts';

/** A statement that changes rows of a table that are there, and the columns that it sets. */
export interface SetColumns {
  readonly at: Known<string>;
  readonly columns: readonly string[];
}

/** Statements that set columns of a table: UPDATE, and INSERT with ON CONFLICT DO UPDATE. */
export function setColumns(uses: readonly SqlUse[], table: string): readonly SetColumns[] {
  return uses.flatMap((use): readonly SetColumns[] => {
    if (isKind(use, 'update') && isSameTable(use.does.table, table)) return [{ at: use.at, columns: use.does.sets }];
    if (isKind(use, 'insert') && isSameTable(use.does.table, table) && use.does.conflict !== undefined) return [{ at: use.at, columns: use.does.conflict.sets }];
    return [];
  }).filter(({ columns }) => columns.length > 0);
}
