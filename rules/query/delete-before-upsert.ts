import { defineCheck, fail, notApplicable, pass, type Outcome } from '#rule';
import { advised } from '../shared/advised.ts';
import { handlerName } from '../shared/handlers.ts';
import { SQL_FACTS, bareName, byBlock, isKind, isSameTable, statementsOn, type UseOf } from '../shared/sql.ts';

export default defineCheck({
  needs: [],
  reads: SQL_FACTS,
  check(facts): readonly Outcome[] {
    const { queries } = statementsOn(facts);
    const upserts = queries.filter((use) => isKind(use, 'insert') && use.does.conflict !== undefined);
    if (upserts.length === 0) return [notApplicable('nothing is upserted')];
    const failures = byBlock(queries).flatMap((uses) => uses.flatMap((use, index): readonly Outcome[] => {
      if (!isKind(use, 'delete') || use.does.everything || use.does.columns.length === 0) return [];
      const upsert = uses.slice(index + 1).find((each): each is UseOf<'insert'> => isKind(each, 'insert') && isUpsertOf(each, use));
      return upsert === undefined ? [] : [finding(use, upsert)];
    }));
    return failures.length > 0 ? failures : [pass()];
  },
});

/** The rows that are deleted are told by the very columns that the upsert finds them by, and come from where its rows come from. */
function isUpsertOf({ does }: UseOf<'insert'>, { does: { table, columns, reads, isNegated } }: UseOf<'delete'>): boolean {
  const { conflict } = does;
  if (conflict === undefined || conflict.sets.length === 0 || isNegated || !isSameTable(does.table, table)) return false;
  if (reads.length > 0 && !reads.some((each) => does.reads.some((other) => isSameTable(each, other)))) return false;
  return columns.every((column) => conflict.columns.includes(column));
}

function finding(use: UseOf<'delete'>, upsert: UseOf<'insert'>): Outcome {
  const table = bareName(use.does.table);
  return fail({
    message: `${handlerName(use.within)} deletes rows of ${table} and then upserts them by ${use.does.columns.join(', ')}`, evidence: [use.at, upsert.at],
    anchor: `table:${table}`, fix: advised('Drop the DELETE, and delete the keys that are gone by a statement of its own'),
  });
}
