import { defineCheck, fail, notApplicable, type Change, type Evidence, type HttpRequest, type Outcome, type ProposedFix } from '#rule';
import { findingsOf } from '../shared/findings.ts';
import { limitChange, limitTitle, type Limits } from '../shared/model-hosts.ts';
import { recordsIn } from '../shared/records.ts';
import { counted } from '../shared/words.ts';

export default defineCheck({
  needs: [],
  reads: ['http.requests', 'start.missingApplication'],
  check(facts, { number, strings }): readonly Outcome[] {
    const requests = recordsIn(facts['http.requests']);
    if (requests === undefined) return [notApplicable('nobody has read the code of the program')];
    if (facts['start.missingApplication']?.state === 'known') return [notApplicable('the program that is started is not where the command looks for it')];
    const endless = requests.filter(({ limit, library }) => limit === 'none' && strings('endless').includes(library));
    const byLibrary = strings('endless').flatMap((library) => {
      const [first, ...rest] = endless.filter((each) => each.library === library);
      return first === undefined ? [] : [[first, ...rest] as const];
    });
    return findingsOf(byLibrary, byLibrary.length, (group) => finding(group, { limits: { seconds: number('seconds'), modelSeconds: number('model-seconds') }, isWaitedFor: requests.some(({ library, scope }) => library === group[0].library && (scope === 'request' || scope === 'job')) }));
  },
});

function finding(group: readonly [HttpRequest, ...HttpRequest[]], { limits, isWaitedFor }: { readonly limits: Limits; readonly isWaitedFor: boolean }): Outcome {
  const [first, ...rest] = group;
  return fail({
    message: `${counted(group.length, 'request')} with ${first.library} ${group.length === 1 ? 'waits' : 'wait'} for ever where the other side does not answer`,
    evidence: [first.at, ...rest.slice(0, 3).map(({ at }) => at)], anchor: `timeout:${first.library}`,
    severity: isWaitedFor ? 'high' : 'medium', fix: limited(group, limits),
  });
}

/** Of the clients that tell calls of models apart; the others have one limit for all. */
const OF_NODE = ['axios', 'got', 'node-fetch'];

function limited([first, ...rest]: readonly [HttpRequest, ...HttpRequest[]], limits: Limits): ProposedFix {
  const places: readonly [Evidence, ...Evidence[]] = [first.at, ...rest.map(({ at }) => at)];
  if (OF_NODE.includes(first.library)) return { title: limitTitle(places, limits), applicability: 'review', change: limitChange(places, limits) };
  return { title: `Give up after ${limits.seconds} s`, applicability: 'review', change: changeFor(first.library, places, limits.seconds) };
}

/** requests takes two limits: for the connection, a little more than TCP's three seconds, and for each part of the answer. */
function changeFor(library: string, places: readonly [Evidence, ...Evidence[]], seconds: number): Change {
  const value = library === 'requests' ? { code: `(3.05, ${seconds})` } : seconds;
  const [first, ...rest] = places.map((at): Change => ({ kind: 'set-options', at, set: { timeout: value } }));
  return first === undefined ? { kind: 'advice' } : { kind: 'all', changes: [first, ...rest] };
}
