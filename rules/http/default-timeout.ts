import { defineCheck, fail, notApplicable, pass, type HttpRequest, type Outcome } from '#rule';
import { limitChange, limitTitle } from '../shared/model-hosts.ts';
import { recordsIn } from '../shared/records.ts';
import { counted } from '../shared/words.ts';

export default defineCheck({
  needs: [],
  reads: ['http.requests'],
  check(facts, { number }): Outcome {
    const requests = recordsIn(facts['http.requests']);
    if (requests === undefined) return notApplicable('nobody has read the code of the program');
    const slow = requests.filter((request) => request.scope === 'request' && waitsMinutes(request, number('longest-seconds')));
    const [first, ...rest] = slow;
    if (first === undefined) return pass();
    const limits = { seconds: number('seconds'), modelSeconds: number('model-seconds') };
    const places = [first, ...rest].filter(({ library }) => library === 'fetch').map(({ at }) => at);
    const seconds = first.timeout.state === 'known' ? first.timeout.value : 0;
    return fail({
      message: `${counted(slow.length, 'request')} of handlers may take ${seconds} s, which is what ${first.library} waits by itself`,
      evidence: [first.at, ...rest.slice(0, 3).map(({ at }) => at)], anchor: 'default-timeout',
      fix: first.library === 'fetch'
        ? { title: limitTitle(places, limits), applicability: 'review', change: limitChange(places, limits) }
        : { title: `Give the session a timeout, such as ClientTimeout(total=${number('seconds')})`, applicability: 'advice', change: { kind: 'advice' } },
    });
  },
});

/** True where only the library's own limit counts, and that is minutes. */
function waitsMinutes({ limit, timeout }: HttpRequest, longest: number): boolean {
  return limit !== 'unknown' && timeout.state === 'known' && timeout.provenance.kind === 'default' && timeout.value > longest;
}
