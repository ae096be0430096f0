import { defineCheck, fail, notApplicable, pass, type Outcome } from '#rule';
import { advised } from '../shared/advised.ts';
import { setColumns } from '../shared/sql-writes.ts';
import { SQL_FACTS, bareName, isKind, statementsOn, type UseOf } from '../shared/sql.ts';
import { listed } from '../shared/words.ts';

export default defineCheck({
  needs: [],
  reads: SQL_FACTS,
  check(facts): readonly Outcome[] {
    const { migrations, queries } = statementsOn(facts);
    const tables = migrations.filter((use): use is UseOf<'create-table'> => isKind(use, 'create-table') && use.does.partitionedBy !== undefined);
    if (tables.length === 0) return [notApplicable('no table is partitioned')];
    const failures = tables.flatMap(({ does, at }): readonly Outcome[] => {
      const writes = setColumns(queries, does.table).filter(({ columns }) => columns.some((column) => does.partitionedBy?.includes(column) === true));
      const [first] = writes;
      if (first === undefined) return [];
      const moved = first.columns.filter((column) => does.partitionedBy?.includes(column) === true);
      return [fail({
        message: `${bareName(does.table)} is partitioned by ${listed(moved)}, which the program updates: each change moves the row to another partition`,
        evidence: [at, first.at], anchor: `table:${bareName(does.table)}`, fix: advised('Partition by a column that never changes, or not at all below some 100 million rows'),
      })];
    });
    return failures.length > 0 ? failures : [pass()];
  },
});
