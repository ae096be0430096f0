import { defineCheck, fail, notApplicable, type DatabaseCall, type Outcome, type ProposedFix } from '#rule';
import { advised } from '../shared/advised.ts';
import { perFunction } from '../shared/by-function.ts';
import { callsInLoops, isAsked } from '../shared/database-calls.ts';
import { asWellAs } from '../shared/findings.ts';
import { handlerName } from '../shared/handlers.ts';

export default defineCheck({
  needs: [],
  reads: ['database.calls'],
  check(_facts, { number, strings, service }): Outcome | readonly Outcome[] {
    const calls = callsInLoops(service.facts, strings('excuses'))?.filter(({ operation, usesItem, isUsed }) => operation === 'insert' && usesItem && isUsed !== true);
    if (calls === undefined) return notApplicable('nobody has read the code of the program');
    return perFunction(calls, number('most-findings'), finding);
  },
});

function finding([call]: readonly [DatabaseCall, ...DatabaseCall[]], left: number): Outcome {
  const name = handlerName(call.within);
  const { loop } = call;
  return fail({
    message: `${name} ${loop?.kind === 'caller' ? 'inserts one row, and is called in a loop' : 'inserts the rows of a loop one by one'}${asWellAs(left, 'function')}`,
    evidence: loop === undefined ? [call.at] : [call.at, loop.at],
    anchor: `insert:${name}`, ...(isAsked(call) ? {} : { confidence: 'medium' }),
    fix: fixOf(call),
  });
}

const IN_PYTHON = /^(sqlalchemy|django|asyncpg|psycopg|psycopg2)$/;

function fixOf({ at, loop, library }: DatabaseCall): ProposedFix {
  const how = loop?.kind !== 'items' ? undefined : IN_PYTHON.test(library) ? 'insert-rows' : library === 'prisma' ? 'create-many' : undefined;
  if (how === undefined) return advised('Insert all rows with one statement');
  return { title: 'Insert all rows of the loop with one call', applicability: 'review', change: { kind: 'rewrite', how, at: [at] } };
}
