import { defineRecordCheck, fail, notApplicable, pass, type Outcome } from '#rule';
import { advised } from '../shared/advised.ts';

export default defineRecordCheck({
  each: 'database.sessions',
  needs: [],
  check({ scope, at, usedAt, async }): Outcome {
    if (scope === 'script') return notApplicable('a script makes it');
    if (usedAt === undefined) return pass();
    return fail({
      message: `one session, made when the module is imported, serves all requests (${usedAt.value})`, evidence: [at, usedAt], anchor: 'session:module',
      fix: advised(`Make a session for each request: ${async ? 'async with' : 'with'} SessionLocal() as session`),
    });
  },
});
