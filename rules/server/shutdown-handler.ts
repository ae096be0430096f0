import { defineCheck, fail, notApplicable, pass, valueOf, type Listen, type ProposedFix } from '#rule';
import { recordsIn } from '../shared/records.ts';

export default defineCheck({
  needs: [],
  reads: ['service.kind', 'start.server', 'web.listens', 'web.shutdownHandlers'],
  check(facts, { service, strings }) {
    if (valueOf(facts['service.kind']) !== 'web' || !['node', 'nest', 'pm2'].includes(valueOf(facts['start.server']) ?? '')) return notApplicable('no program of Node that serves is known to start');
    const [listens, handlers] = [recordsIn(facts['web.listens']) ?? [], recordsIn(facts['web.shutdownHandlers'])];
    const [first] = listens.filter(({ library }) => strings('libraries').includes(library));
    if (first === undefined || handlers === undefined) return notApplicable('what the program listens with cannot be told');
    if (handlers.length > 0) return pass();
    return fail({
      message: `${service.name} does not close its server when it is told to stop`, evidence: [first.at], anchor: 'web.shutdownHandlers',
      fix: fixFor(first, listens.length - 1),
    });
  },
});

/** Only where one call listens it is clear what is to be closed. */
function fixFor({ at }: Listen, others: number): ProposedFix {
  const title = 'Close the server on SIGTERM';
  if (others > 0) return { title, applicability: 'advice', change: { kind: 'advice' } };
  return { title, applicability: 'review', change: { kind: 'rewrite', how: 'handle-shutdown', at: [at] } };
}
