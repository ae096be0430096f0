import { defineCheck, fail, notApplicable, pass, valueOf, type Outcome } from '#rule';
import { optionNamed } from '../shared/server-options.ts';
import { workerKind } from '../shared/worker-class.ts';

export default defineCheck({
  needs: [],
  reads: ['start.server', 'server.options', 'server.workerClass', 'server.threads'],
  check(facts, { service }): Outcome {
    const [threads, workerClass] = [facts['server.threads'], facts['server.workerClass']];
    if (optionNamed(service.facts, 'threads') === undefined) return notApplicable('no threads are set');
    if (threads?.state !== 'known' || threads.value < 2 || workerKind(service.facts) !== 'loop' || workerClass?.state !== 'known') return pass();
    return fail({
      message: `${threads.value} threads are set, and the worker class ${valueOf(workerClass) ?? ''} uses none`,
      evidence: [threads, workerClass], anchor: 'server.threads',
      fix: { title: 'Take the threads out', applicability: 'safe', change: { kind: 'remove-fact', fact: 'server.threads' } },
    });
  },
});
