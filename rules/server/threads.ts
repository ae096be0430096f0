import { defineCheck, fail, notApplicable, pass, valueOf, type Outcome } from '#rule';
import { recordsIn } from '../shared/records.ts';
import { workerKind } from '../shared/worker-class.ts';

export default defineCheck({
  needs: [],
  reads: ['start.server', 'start.interface', 'server.workers', 'server.workerClass', 'server.threads', 'http.clients', 'process.singletons'],
  check(facts, { service, number }): Outcome {
    const [workers, threads] = [facts['server.workers'], facts['server.threads']];
    const kind = workerKind(service.facts);
    if (kind !== 'sync' || valueOf(facts['start.interface']) === 'asgi') return kind === undefined ? notApplicable('the worker class cannot be told') : pass();
    if (workers?.state !== 'known' || workers.value < 2 || workers.value > number('at-most') || threads?.state !== 'known') return notApplicable('it has not a few workers');
    const waiting = (valueOf(facts['http.clients']) ?? []).find(({ scope }) => scope === 'request');
    if (waiting === undefined) return pass();
    const alone = recordsIn(facts['process.singletons']);
    if (alone === undefined || alone.length > 0) return notApplicable('the process keeps something that threads would share');
    return fail({
      message: `${workers.value} sync workers serve, and each stands still while a request waits for another service`,
      evidence: [workers, threads, waiting.at], anchor: 'server.threads',
      fix: {
        title: 'Give each worker four threads', applicability: 'review', change: { kind: 'set-fact', fact: 'server.threads', value: 4 },
        question: { text: 'How many threads?', choices: [2, 4, 8] },
      },
    });
  },
});
