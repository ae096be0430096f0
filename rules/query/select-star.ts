import { defineCheck, fail, notApplicable, pass, type Outcome } from '#rule';
import { advised } from '../shared/advised.ts';
import { SQL_FACTS, evidenceOf, isKind, statementsOn, type UseOf } from '../shared/sql.ts';

export default defineCheck({
  needs: [],
  reads: SQL_FACTS,
  check(facts): Outcome {
    const { queries } = statementsOn(facts);
    const selects = queries.filter((use): use is UseOf<'select'> => isKind(use, 'select') && use.scope === 'request' && use.does.tables.length > 0);
    if (selects.length === 0) return notApplicable('no request sends a SELECT as text');
    const [first, ...rest] = selects.filter(({ does }) => does.everything);
    if (first === undefined) return pass();
    return fail({
      message: rest.length === 0 ? 'a query of a request takes every column of its table' : `${rest.length + 1} queries of requests take every column of a table`,
      evidence: evidenceOf([first, ...rest]), anchor: 'columns', fix: advised('Name the columns that the answer needs'),
    });
  },
});
