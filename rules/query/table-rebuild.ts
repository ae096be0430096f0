import { defineCheck, fail, notApplicable, pass, type Outcome } from '#rule';
import { advised } from '../shared/advised.ts';
import { handlerName } from '../shared/handlers.ts';
import { reloadsIn, type Reload } from '../shared/reloads.ts';
import { SQL_FACTS, bareName, isKind, statementsOn } from '../shared/sql.ts';

export default defineCheck({
  needs: [],
  reads: SQL_FACTS,
  check(facts): readonly Outcome[] {
    const { queries } = statementsOn(facts);
    const rebuilds = reloadsIn(queries).filter(({ filled }) => isKind(filled, 'insert') && filled.does.rows === 'select');
    if (rebuilds.length > 0) return rebuilds.slice(0, 5).map(finding);
    const isUpserted = queries.some((use) => isKind(use, 'insert') && use.does.rows === 'select');
    return [isUpserted ? pass() : notApplicable('no table is filled from others')];
  },
});

function finding({ table, emptied, filled }: Reload): Outcome {
  return fail({
    message: `${handlerName(emptied.within)} empties ${bareName(table)} and fills it again from other tables each time`, evidence: [emptied.at, filled.at],
    anchor: `table:${bareName(table)}`, fix: advised(`Write what changed with INSERT ... ON CONFLICT DO UPDATE where less than some 40 % of ${bareName(table)} changes between two runs`),
  });
}
