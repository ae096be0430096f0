import { defineCheck, fail, notApplicable, pass, valueOf, type Change, type Outcome } from '#rule';
import { recordsIn } from '../shared/records.ts';
import { isAtLeast } from '../shared/versions.ts';
import { counted } from '../shared/words.ts';

export default defineCheck({
  needs: [],
  reads: ['http.clients', 'runtime.version'],
  check(facts, { text }): Outcome {
    const clients = recordsIn(facts['http.clients']);
    const version = valueOf(facts['runtime.version']);
    if (clients === undefined) return notApplicable('nobody has read the code of the program');
    if (version === undefined || isAtLeast(version, text('kept-from'))) return notApplicable('agents keep connections by themselves, as far as the version is known');
    const [first, ...rest] = clients.filter(({ keepAlive, scope }) => keepAlive === false && scope !== 'request');
    if (first === undefined) return pass();
    const [one, ...others] = [first, ...rest].map(({ at }): Change => ({ kind: 'set-options', at, set: { keepAlive: true } }));
    return fail({
      message: `${counted(rest.length + 1, 'agent')} ${rest.length === 0 ? 'opens' : 'open'} a connection for each request on Node ${version}`,
      evidence: [first.at, ...rest.slice(0, 3).map(({ at }) => at)], anchor: 'agents',
      ...(one === undefined ? {} : { fix: { title: 'Keep connections with keepAlive: true', applicability: 'review', change: { kind: 'all', changes: [one, ...others] } } }),
    });
  },
});
