import { defineCheck, fail, notApplicable, pass, type Outcome } from '#rule';
import { advised } from '../shared/advised.ts';
import { setColumns } from '../shared/sql-writes.ts';
import { SQL_FACTS, bareName, isKind, isSameTable, statementsOn, type UseOf } from '../shared/sql.ts';
import { listed } from '../shared/words.ts';

export default defineCheck({
  needs: [],
  reads: SQL_FACTS,
  check(facts): readonly Outcome[] {
    const { migrations, queries } = statementsOn(facts);
    const dropped = migrations.flatMap((use) => (isKind(use, 'drop-index') ? use.does.names : []));
    const covering = migrations.filter((use): use is UseOf<'create-index'> => isKind(use, 'create-index') && use.does.included.length > 0
      && !dropped.some((name) => isSameTable(name, use.does.name ?? '')));
    const failures = covering.flatMap(({ does, at }): readonly Outcome[] => {
      const writes = setColumns([...queries, ...migrations], does.table).filter(({ columns }) => columns.some((column) => does.included.includes(column)));
      const [first] = writes;
      if (first === undefined) return [];
      const rewritten = does.included.filter((column) => writes.some(({ columns }) => columns.includes(column)));
      return [fail({
        message: `${does.name ?? 'an index'} of ${bareName(does.table)} includes ${listed(rewritten)}, which the program updates: no such update stays within its page`,
        evidence: [at, first.at], anchor: `index:${does.name ?? bareName(does.table)}`, fix: advised(`Leave ${listed(rewritten)} out of the index`),
      })];
    });
    if (failures.length > 0) return failures;
    return [covering.length > 0 ? pass() : notApplicable('no index includes columns')];
  },
});
