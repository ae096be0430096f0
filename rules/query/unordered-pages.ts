import { defineCheck, fail, notApplicable, pass, type Outcome } from '#rule';
import { advised } from '../shared/advised.ts';
import { SQL_FACTS, bareName, fileOf, isKind, statementsOn, type UseOf } from '../shared/sql.ts';

export default defineCheck({
  needs: [],
  reads: SQL_FACTS,
  check(facts): readonly Outcome[] {
    const pages = statementsOn(facts).queries.filter((use): use is UseOf<'select'> => isKind(use, 'select') && use.does.isLimited && use.does.offset === 'given' && use.does.tables.length > 0);
    if (pages.length === 0) return [notApplicable('no query skips rows by a number that is given')];
    const unordered = pages.filter(({ does }) => !does.isOrdered);
    return unordered.length > 0 ? unordered.slice(0, 5).map(finding) : [pass()];
  },
});

function finding(use: UseOf<'select'>): Outcome {
  const [table = ''] = use.does.tables;
  return fail({
    message: `pages of ${bareName(table)} come in no order: a row may be on two of them or on none`, evidence: [use.at],
    anchor: `pages:${fileOf(use)}:${use.within ?? ''}`, fix: advised('Add ORDER BY with a unique column at its end'),
  });
}
