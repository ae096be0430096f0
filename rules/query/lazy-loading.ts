import { defineCheck, fail, notApplicable, type Evidence, type LazyRelation, type Outcome } from '#rule';
import { perFunction } from '../shared/by-function.ts';
import { isAsked, isServedBy } from '../shared/database-calls.ts';
import { asWellAs } from '../shared/findings.ts';
import { handlerName } from '../shared/handlers.ts';
import { recordsIn } from '../shared/records.ts';
import { isSamePlace } from '../shared/places.ts';
import { listed } from '../shared/words.ts';

export default defineCheck({
  needs: [],
  reads: ['database.lazyRelations'],
  check(facts, { number, service }): Outcome | readonly Outcome[] {
    const relations = recordsIn(facts['database.lazyRelations'])?.filter(isServedBy(service.facts));
    if (relations === undefined) return notApplicable('nobody has read the code of the program');
    return perFunction(relations, number('most-findings'), finding);
  },
});

function finding(all: readonly [LazyRelation, ...LazyRelation[]], left: number): Outcome {
  const [first, ...rest] = all;
  // A function may go over several queries: the finding is about the first one.
  const group = [first, ...rest.filter(({ query }) => isSamePlace(query, first.query))];
  const name = handlerName(first.within);
  const relations = [...new Set(group.map(({ relation }) => relation))];
  const evidence: readonly [Evidence, ...Evidence[]] = [first.at, first.query, ...group.slice(1, 3).map(({ at }) => at)];
  return fail({
    message: `${name} reads ${listed(relations)} of each ${first.model} in a loop, a query for each, which the query before it did not load${asWellAs(left, 'function')}`,
    evidence, anchor: `lazy:${name}`, severity: first.scope === 'request' ? 'medium' : 'low', ...(isAsked(first) ? {} : { confidence: 'medium' }),
    fix: {
      title: `Load ${listed(relations)} along with the rows`, applicability: 'review',
      change: { kind: 'rewrite', how: 'load-relation', at: [first.query], with: { relations: namesOf(group, false), many: namesOf(group, true) } },
    },
  });
}

const namesOf = (group: readonly LazyRelation[], many: boolean): string => [...new Set(group.filter((each) => each.many === many).map(({ relation }) => relation))].join(',');
