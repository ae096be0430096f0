import { defineCheck, fail, type DatabaseCall, type Outcome, type ProposedFix } from '#rule';
import { advised } from '../shared/advised.ts';
import { callsInLoops, isAsked, judgedByFunction } from '../shared/database-calls.ts';
import { handlerName } from '../shared/handlers.ts';

export default defineCheck({
  needs: [],
  reads: ['database.calls'],
  check(facts, { number, strings }): Outcome | readonly Outcome[] {
    const calls = callsInLoops(facts['database.calls'], strings('excuses'))?.filter(({ operation, usesItem, isUsed }) => operation === 'insert' && usesItem && isUsed !== true);
    return judgedByFunction(calls, { most: number('most-findings'), finding: ([first]) => finding(first) });
  },
});

function finding(call: DatabaseCall): Outcome {
  const name = handlerName(call.within);
  const { loop } = call;
  return fail({
    message: loop?.kind === 'caller' ? `${name} inserts one row, and is called in a loop` : `${name} inserts the rows of a loop one by one`,
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
