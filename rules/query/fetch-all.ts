import { defineCheck, fail, type DatabaseCall, type Outcome } from '#rule';
import { advised } from '../shared/advised.ts';
import { judgedByFunction } from '../shared/database-calls.ts';
import { handlerName } from '../shared/handlers.ts';
import { recordsIn } from '../shared/records.ts';

export default defineCheck({
  needs: [],
  reads: ['database.calls'],
  check(facts, { number }): Outcome | readonly Outcome[] {
    const calls = recordsIn(facts['database.calls'])?.filter(({ scope, operation }) => scope === 'request' && operation === 'read-all');
    return judgedByFunction(calls, { most: number('most-findings'), finding: ([first]) => finding(first) });
  },
});

function finding({ at, call, within }: DatabaseCall): Outcome {
  const name = handlerName(within);
  return fail({ message: `${name} brings all rows of a table into memory: ${call}`, evidence: [at], anchor: `all:${name}`, fix: advised('Ask for one page, with a limit') });
}
