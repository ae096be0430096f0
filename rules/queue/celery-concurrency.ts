import { defineCheck, fail, notApplicable, pass, type ProposedFix, type Known } from '#rule';
import { celeryPool, celerySetting, celeryWorker, hasOption, hasUnreadSettings } from '../shared/celery.ts';
import { recordsIn } from '../shared/records.ts';

export default defineCheck({
  needs: [],
  reads: ['start.serverCommand', 'start.command', 'service.processes', 'queue.settings', 'queue.workers', 'start.elsewhere'],
  check(_facts, { service: { facts } }) {
    const worker = celeryWorker(facts);
    if (worker === undefined) return notApplicable('no command of it starts a worker of Celery');
    if (recordsIn(facts['queue.workers']) === undefined || hasUnreadSettings(facts)) return notApplicable('its settings stand in a place that was not read');
    // Threads and greenlets have numbers of their own, and the pool `solo` is one process.
    if (celeryPool(facts, worker.words) !== 'prefork') return notApplicable('its pool starts no processes');
    if (hasOption(worker.words, '-c', '--concurrency', '--autoscale') || celerySetting(facts, 'worker_concurrency') !== undefined) return pass();
    return fail({
      message: 'the worker starts a process for each processor of the host, however few the service may use', evidence: [worker.at], anchor: 'concurrency', fix: fixFor(worker.at),
    });
  },
});

function fixFor(at: Known<string>): ProposedFix {
  return { title: 'Run two jobs at a time: --concurrency 2', applicability: 'review', change: { kind: 'rewrite', how: 'replace-words', at: [at], with: { words: 'worker', by: 'worker --concurrency 2' } } };
}
