import { defineRecordCheck, fail, notApplicable, pass, type Dependency, type Fact, type Outcome, type ProposedFix, type SessionUse } from '#rule';
import { advised } from '../shared/advised.ts';
import { hasReached } from '../shared/driver-mistakes.ts';
import { hasFilesOnly } from '../shared/served-databases.ts';

export default defineRecordCheck({
  each: 'database.sessions',
  needs: [],
  reads: ['database.pools', 'runtime.dependencies'],
  check(session, facts): Outcome {
    const { end, scope, at, within } = session;
    if (scope !== 'request' && scope !== 'job') return notApplicable('no request and no job makes it');
    if (hasFilesOnly(facts)) return notApplicable('the database is a file');
    if (end === 'closed' || end === 'handed-on') return pass();
    const name = within ?? 'a function';
    return fail({
      message: end === 'never' ? `nothing closes the session of ${name}` : `an exception in ${name} skips the close of its session`,
      evidence: [at], anchor: `session:${name}`, severity: end === 'never' ? 'high' : 'medium', fix: fixOf(session, facts['runtime.dependencies']),
    });
  },
});

/** A session is a context manager from 1.4 on. */
function fixOf({ at, async }: SessionUse, dependencies: Fact<readonly Dependency[]> | undefined): ProposedFix {
  if (hasReached(dependencies, 'sqlalchemy', 1, 4) === false) return advised('Close the session in a finally');
  return { title: `Make the session in ${async ? 'an async with' : 'a with'} statement`, applicability: 'review', change: { kind: 'rewrite', how: 'close-session', at: [at], with: { async } } };
}
