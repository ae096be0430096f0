import { defineCheck, fail, notApplicable, pass } from '#rule';
import { advised } from '../shared/advised.ts';
import { libraryName } from '../shared/library-names.ts';
import { recordsIn } from '../shared/records.ts';

const ABOUT_QUEUES = /queue|job|backlog|pending|waiting|task/i;

export default defineCheck({
  needs: [],
  reads: ['queue.workers', 'web.metricsEndpoints', 'metrics.instruments'],
  check(_facts, { service: { facts }, strings }) {
    const [worker] = (recordsIn(facts['queue.workers']) ?? []).filter(({ library }) => strings('libraries').includes(library));
    const [endpoint] = recordsIn(facts['web.metricsEndpoints']) ?? [];
    const instruments = recordsIn(facts['metrics.instruments']);
    if (worker === undefined || endpoint === undefined || instruments === undefined) return notApplicable('it has no metrics, or no queue');
    if (instruments.some(({ name }) => name === undefined || ABOUT_QUEUES.test(name))) return pass();
    return fail({ message: `the metrics do not tell how many jobs of ${libraryName(worker.library)} wait`, evidence: [endpoint.at, worker.at], anchor: 'queue', fix: advised('Add a gauge of the jobs that wait') });
  },
});
