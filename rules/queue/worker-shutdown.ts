import { defineCheck, fail, notApplicable, pass, valueOf, type FactSet, type Outcome, type ProposedFix, type QueuePart } from '#rule';
import { advised } from '../shared/advised.ts';
import { recordsIn } from '../shared/records.ts';
import { callsOf, partsOf, placesOf } from '../shared/queues.ts';

export default defineCheck({
  needs: [],
  reads: ['queue.parts', 'queue.calls', 'queue.workers', 'web.shutdownHandlers', 'web.listens', 'service.kind', 'start.server', 'start.signalPath'],
  check(_facts, { service: { facts } }): Outcome {
    const bosses = callsOf(facts, 'pg-boss', 'work').length === 0 ? [] : partsOf(facts, 'pg-boss', 'boss');
    const workers = [...partsOf(facts, 'bullmq', 'worker'), ...bosses].filter(({ scope }) => scope !== 'script' && scope !== 'request');
    const handlers = recordsIn(facts['web.shutdownHandlers']);
    const places = placesOf(workers);
    if (places === undefined || handlers === undefined) return notApplicable('it runs no worker of BullMQ or pg-boss');
    if (handlers.length > 0) return pass();
    if ((recordsIn(facts['web.listens']) ?? []).length > 0 && valueOf(facts['service.kind']) === 'web') return notApplicable('it serves too, and server/shutdown-handler says what is missing');
    const [first] = workers;
    const boss = first?.library === 'pg-boss';
    return fail({
      message: `a job that runs is cut off when the worker is told to stop: nothing ${boss ? 'stops the boss' : 'closes the worker'} on SIGTERM`, evidence: places, anchor: 'SIGTERM',
      fix: fixFor(workers, facts),
    });
  },
});

/** One handler for all of them, where the signal arrives. */
function fixFor(workers: readonly QueuePart[], facts: FactSet): ProposedFix {
  const [first, ...rest] = workers;
  const libraries = new Set(workers.map(({ library }) => library));
  const method = first?.library === 'pg-boss' ? 'stop' : 'close';
  const path = valueOf(facts['start.signalPath']);
  const title = `Await ${method}() on SIGTERM`;
  if (workers.some(({ nest }) => nest !== undefined)) return advised('Call app.enableShutdownHooks(): Nest closes its workers then');
  if (first === undefined || libraries.size > 1) return advised('Close the workers on SIGTERM');
  if (path === 'package-manager' || path === 'shell') return advised(`${title}, once the signal reaches the process`);
  return { title, applicability: 'review', change: { kind: 'rewrite', how: 'close-workers', at: [first.at, ...rest.map(({ at }) => at)], with: { method } } };
}
