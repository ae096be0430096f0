import { defineCheck, fail, notApplicable, pass, type Outcome } from '#rule';
import { handlerName } from '../shared/handlers.ts';
import { recordsIn } from '../shared/records.ts';

export default defineCheck({
  needs: [],
  reads: ['http.sessions'],
  check(facts): Outcome {
    const sessions = recordsIn(facts['http.sessions']);
    if (sessions === undefined) return notApplicable('nobody has read the code of the program');
    const open = sessions.filter(({ kind, closed, scope }) => kind === 'session' && closed === 'never' && (scope === 'request' || scope === 'job' || scope === 'function'));
    const [first, ...rest] = open.filter(({ scope }) => scope !== 'request');
    if (first === undefined) return open.length === 0 ? pass() : notApplicable('http/client-per-request tells of it');
    return fail({
      message: `${handlerName(first.within)} opens a session of ${first.library} each time it runs, and never closes it`,
      evidence: [first.at, ...rest.slice(0, 3).map(({ at }) => at)], anchor: 'session',
      fix: { title: 'Close the session with async with', applicability: 'review', change: { kind: 'rewrite', how: 'close-with', at: [first.at] } },
    });
  },
});
