import { defineCheck, fail, notApplicable, type Outcome, type ProposedFix, type WorkGroup } from '#rule';
import { asWellAs, findingsOf } from '../shared/findings.ts';
import { handlerName } from '../shared/handlers.ts';
import { recordsIn } from '../shared/records.ts';

export default defineCheck({
  needs: [],
  reads: ['async.groups'],
  check(facts, { number }): readonly Outcome[] {
    const groups = recordsIn(facts['async.groups']);
    if (groups === undefined) return [notApplicable('nobody has read the code of the program')];
    const open = groups.filter((group) => isOpen(group));
    return findingsOf(open, number('most-findings'), (group, left) => fail({
      message: `${handlerName(group.within)} starts a request for every one of ${group.over ?? 'a list'} at once, however many there are${asWellAs(left, 'place')}`,
      evidence: [group.at], anchor: `group:${group.within ?? 'module'}`, fix: fixFor(group, number('at-once')),
    }));
  },
});

/** Starts as many requests as its caller's list is long. */
function isOpen({ scope, over, few, limited, asks }: WorkGroup): boolean {
  return (scope === 'request' || scope === 'job') && over !== undefined && !few && !limited && asks.includes('http');
}

function fixFor({ at, call }: WorkGroup, most: number): ProposedFix {
  return { title: `Let ${most} of them run at once`, applicability: 'review', change: { kind: 'rewrite', how: call === 'asyncio.gather' ? 'limit-gather' : 'limit-promises', at: [at], with: { most } } };
}
