import { defineCheck, fail, notApplicable, pass, valueOf, type Outcome, type SharedSession } from '#rule';
import { advised } from '../shared/advised.ts';

const ASYNC = ['sqlalchemy-async', 'asyncpg', 'asyncpg-connection'];

export default defineCheck({
  needs: ['database.pools'],
  reads: ['database.sharedSessions'],
  check(facts): Outcome | readonly Outcome[] {
    if (!facts['database.pools'].value.some(({ served, library }) => served && ASYNC.includes(library))) return notApplicable('nothing async asks the database');
    const shared = valueOf(facts['database.sharedSessions']) ?? [];
    return shared.length === 0 ? pass() : shared.map(failure);
  },
});

function failure({ at, session, what, call }: SharedSession): Outcome {
  return fail({
    message: `${call} runs coroutines at once that share ${session}, one ${what}`, evidence: [at], anchor: `session:${session}`,
    fix: call === 'asyncio.gather'
      ? { title: 'Await them one after the other', applicability: 'review', change: { kind: 'rewrite', how: 'await-in-turn', at: [at] } }
      : advised('Open a session inside each coroutine, or await them one after the other'),
  });
}
