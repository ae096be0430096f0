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
    const calls = callsInLoops(service.facts, strings('excuses'))?.filter(({ operation }) => operation === 'commit');
    if (calls === undefined) return notApplicable('nobody has read the code of the program');
    return perFunction(calls, number('most-findings'), finding);
  },
});

function finding([call]: readonly [DatabaseCall, ...DatabaseCall[]], left: number): Outcome {
  const name = handlerName(call.within);
  const { loop } = call;
  return fail({
    message: `${name} ${loop?.kind === 'caller' ? 'commits, and is called in a loop' : 'commits in each round of a loop'}${asWellAs(left, 'function')}`,
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
