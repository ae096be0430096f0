import { defineRecordCheck, fail, notApplicable, pass, type Emitter } from '#rule';

export default defineRecordCheck({
  each: 'database.emitters',
  needs: [],
  check(emitter) {
    if (emitter.scope !== 'module' && emitter.scope !== 'startup') return notApplicable('it does not live as long as the process');
    if (emitter.listener !== undefined) return pass();
    if (emitter.isHandedOn) return notApplicable('it is handed to code that cannot be followed');
    return fail({ message: `nobody listens to the errors of ${nameOf(emitter)}, and one ends the process`, evidence: [emitter.at], fix: listening(emitter) });
  },
});

const nameOf = ({ kind, library }: Emitter): string => `this ${kind} of ${library}`;

function listening({ at, kind }: Emitter) {
  return {
    title: 'Log the errors of idle connections', applicability: 'safe',
    change: { kind: 'rewrite', how: 'log-errors', at: [at], with: { what: kind === 'pool' ? 'idle database connection failed' : 'database connection failed' } },
  } as const;
}
