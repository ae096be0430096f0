import { defineCheck, fail, notApplicable, pass, type Outcome, type UniqueKey } from '#rule';
import { advised } from '../shared/advised.ts';
import { SQL_FACTS, bareName, isKind, isSameTable, statementsOn, type UseOf } from '../shared/sql.ts';
import { listed } from '../shared/words.ts';

export default defineCheck({
  needs: [],
  reads: SQL_FACTS,
  check(facts): readonly Outcome[] {
    const { migrations } = statementsOn(facts);
    const tables = migrations.filter((use): use is UseOf<'create-table'> => isKind(use, 'create-table') && use.does.partitionedBy !== undefined);
    if (tables.length === 0) return [notApplicable('no table is partitioned')];
    const added = migrations.filter((use): use is UseOf<'add-key'> => isKind(use, 'add-key'));
    const failures = tables.flatMap((use) => {
      const key = (use.does.partitionedBy ?? []).filter((column) => column !== undefined);
      const later = added.filter(({ does }) => isSameTable(does.table, use.does.table)).map(({ does, at }) => ({ key: does.key, at }));
      const keys = [...use.does.keys.map((each) => ({ key: each, at: use.at })), ...later];
      const wrong = keys.filter((each) => missing(each.key, key).length > 0);
      return wrong.map(({ key: unique, at }) => finding({ table: bareName(use.does.table), unique, missed: missing(unique, key) }, at));
    });
    return failures.length > 0 ? failures : [pass()];
  },
});

const missing = ({ columns }: UniqueKey, key: readonly string[]): readonly string[] => key.filter((column) => !columns.includes(column));

interface Wrong {
  readonly table: string;
  readonly unique: UniqueKey;
  readonly missed: readonly string[];
}

function finding({ table, unique, missed }: Wrong, at: UseOf<'create-table'>['at']): Outcome {
  return fail({
    message: `the ${unique.word} (${unique.columns.join(', ')}) of ${table} does not hold ${listed(missed)}, by which the table is partitioned`,
    evidence: [at], anchor: `table:${table}:${unique.columns.join(',')}`,
    fix: advised(`Add ${listed(missed)} to the ${unique.word}, or partition by a column that is in it`),
  });
}
