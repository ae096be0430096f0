import { defineRecordCheck, fail, notApplicable, pass, valueOf, type Emitter } from '#rule';

export default defineRecordCheck({
  each: 'database.emitters',
  needs: [],
  reads: ['start.server', 'runtime.framework'],
  check(emitter, facts) {
    // It catches what nobody does, prints it and goes on: https://github.com/vercel/next.js/blob/canary/packages/next/src/server/lib/start-server.ts
    if (valueOf(facts['start.server']) === 'next' || valueOf(facts['runtime.framework']) === 'next') return notApplicable('Next.js keeps the process after an error that nobody caught');
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
