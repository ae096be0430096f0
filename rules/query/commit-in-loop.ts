import { defineCheck, fail, type DatabaseCall, type Outcome, type ProposedFix } from '#rule';
import { advised } from '../shared/advised.ts';
import { callsInLoops, isAsked, judgedByFunction } from '../shared/database-calls.ts';
import { handlerName } from '../shared/handlers.ts';

export default defineCheck({
  needs: [],
  reads: ['database.calls'],
  check(facts, { number, strings }): Outcome | readonly Outcome[] {
    const calls = callsInLoops(facts['database.calls'], strings('excuses'))?.filter(({ operation }) => operation === 'commit');
    return judgedByFunction(calls, { most: number('most-findings'), finding: ([first]) => finding(first) });
  },
});

function finding(call: DatabaseCall): Outcome {
  const name = handlerName(call.within);
  const { loop } = call;
  return fail({
    message: loop?.kind === 'caller' ? `${name} commits, and is called in a loop` : `${name} commits in each round of a loop`,
    evidence: loop === undefined ? [call.at] : [call.at, loop.at],
    anchor: `commit:${name}`, severity: isAsked(call) ? 'high' : 'medium', ...(isAsked(call) ? {} : { confidence: 'medium' }),
    fix: fixOf(call),
  });
}

/** A commit of another function has other callers too. */
function fixOf({ at, loop, library }: DatabaseCall): ProposedFix {
  if (loop?.kind !== 'items' || library === 'pg') return advised('Commit once, after the loop');
  return {
    title: 'Commit once, after the loop: an error then takes back all rows, not only its own', applicability: 'review',
    change: { kind: 'rewrite', how: 'commit-after-loop', at: [at] },
  };
}
