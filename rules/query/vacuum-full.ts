import { defineCheck, fail, notApplicable, pass, type Outcome } from '#rule';
import { advised } from '../shared/advised.ts';
import { SQL_FACTS, bareName, fileOf, isKind, statementsOn, type UseOf } from '../shared/sql.ts';
import { listed } from '../shared/words.ts';

export default defineCheck({
  needs: [],
  reads: SQL_FACTS,
  check(facts): readonly Outcome[] {
    const { migrations, queries } = statementsOn(facts);
    const next = [...migrations.filter(({ migration }) => migration?.isLast === true), ...queries];
    const vacuums = next.filter((use): use is UseOf<'vacuum'> => isKind(use, 'vacuum'));
    const full = vacuums.filter(({ does }) => does.full);
    if (full.length > 0) return full.slice(0, 3).map(finding);
    return [vacuums.length > 0 ? pass() : notApplicable('nothing runs VACUUM')];
  },
});

function finding(use: UseOf<'vacuum'>): Outcome {
  const tables = use.does.tables.map(bareName);
  return fail({
    message: `VACUUM FULL stops reads and writes of ${tables.length === 0 ? 'one table after the other' : listed(tables)} while it copies the rows`, evidence: [use.at],
    anchor: `vacuum:${fileOf(use)}:${use.within ?? ''}`, fix: advised('Run plain VACUUM, or pg_repack where the space must come back'),
  });
}
