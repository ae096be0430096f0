import type { SqlUse } from '#rule';
import { byBlock, isKind, isSameTable, isStaging, type UseOf } from './sql.ts';

/** A table that a function empties and fills again. */
export interface Reload {
  readonly table: string;
  readonly emptied: SqlUse;
  readonly filled: UseOf<'insert' | 'copy'>;
  /** What the same function does behind it. */
  readonly after: readonly SqlUse[];
}

/** Tables that the program empties (TRUNCATE, DELETE without a condition) and fills in the same function; tables that are filled aside left out. */
export function reloadsIn(queries: readonly SqlUse[]): readonly Reload[] {
  return byBlock(queries).flatMap((uses) => uses.flatMap((use, index): readonly Reload[] => {
    const tables = isKind(use, 'truncate') ? use.does.tables : isKind(use, 'delete') && use.does.everything ? [use.does.table] : [];
    return tables.filter((table) => !isStaging(table)).flatMap((table) => {
      const at = uses.findIndex((each, place) => place > index && isKind(each, 'insert', 'copy') && isSameTable(each.does.table, table));
      const filled = uses[at];
      return filled !== undefined && isKind(filled, 'insert', 'copy') ? [{ table, emptied: use, filled, after: uses.slice(at + 1) }] : [];
    });
  }));
}
