import { defineCheck, fail, notApplicable, pass, type Outcome } from '#rule';
import { advised } from '../shared/advised.ts';
import { SQL_FACTS, bareName, evidenceOf, isKind, statementsOn, type UseOf } from '../shared/sql.ts';
import { listed } from '../shared/words.ts';

export default defineCheck({
  needs: [],
  reads: SQL_FACTS,
  check(facts): Outcome {
    const selects = statementsOn(facts).queries.filter((use): use is UseOf<'select'> => isKind(use, 'select') && use.does.isLimited);
    if (selects.length === 0) return notApplicable('no query takes a page of rows');
    const [first, ...rest] = selects.filter(({ does }) => does.offset === 'given' && does.isOrdered);
    if (first === undefined) return pass();
    const tables = [...new Set([first, ...rest].flatMap(({ does }) => bareName(does.tables[0] ?? '')))].filter((table) => table !== '');
    return fail({
      message: `rows of ${tables.length === 0 ? 'a list' : listed(tables)} are skipped one by one: the further the page, the longer it takes`,
      evidence: evidenceOf([first, ...rest]), anchor: 'offset', fix: advised('Begin after the last row of the page before: WHERE (created_at, id) < ($1, $2)'),
    });
  },
});
