import { defineCheck, fail, notApplicable, pass, valueOf, type Outcome } from '#rule';
import { advised } from '../shared/advised.ts';
import { recordsIn } from '../shared/records.ts';

export default defineCheck({
  needs: [],
  reads: ['http.sessions'],
  check(facts, { number }): Outcome {
    const sessions = recordsIn(facts['http.sessions']);
    if (sessions === undefined) return notApplicable('nobody has read the code of the program');
    const kept = sessions.flatMap(({ options }) => options.filter(({ name }) => name.endsWith('ttl_dns_cache')))
      .flatMap(({ value }) => (value.state === 'known' ? [value] : []));
    const [first] = kept.filter((value) => Number(valueOf(value)) > number('most-seconds'));
    if (first === undefined) return pass();
    return fail({
      message: `aiohttp goes on asking an old address for ${String(first.value)} s after a service has moved`,
      evidence: [first], anchor: 'dns', fix: advised('Leave ttl_dns_cache at its 10 s, or set it no longer than the time to live of the names'),
    });
  },
});
