import { defineCheck, fail, notApplicable, pass, type Change, type Outcome } from '#rule';
import { recordsIn } from '../shared/records.ts';
import { counted } from '../shared/words.ts';

export default defineCheck({
  needs: [],
  reads: ['http.clients'],
  check(facts): Outcome {
    const clients = recordsIn(facts['http.clients']);
    if (clients === undefined) return notApplicable('nobody has read the code of the program');
    const [first, ...rest] = clients.filter(({ keepAlive, scope }) => keepAlive === false && scope !== 'request');
    if (first === undefined) return clients.some(({ keepAlive }) => keepAlive !== undefined) ? pass() : notApplicable('the program makes no agent of its own, or none whose options can be seen');
    const change = (at: typeof first.at): Change => ({ kind: 'set-options', at, set: { keepAlive: true } });
    return fail({
      message: `${counted(rest.length + 1, 'agent')} of the program's own ${rest.length === 0 ? 'opens' : 'open'} a connection for each request`,
      evidence: [first.at, ...rest.slice(0, 3).map(({ at }) => at)], anchor: 'agents',
      fix: { title: 'Keep connections with keepAlive: true', applicability: 'review', change: { kind: 'all', changes: [change(first.at), ...rest.map(({ at }) => change(at))] } },
    });
  },
});
