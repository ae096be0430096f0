import { defineCheck, fail, notApplicable, pass, type Outcome } from '#rule';
import { advised } from '../shared/advised.ts';
import { memoryOfWorkers } from '../shared/worker-memory.ts';
import { counted } from '../shared/words.ts';

export default defineCheck({
  needs: [],
  reads: ['deploy.memoryLimit', 'server.workers', 'server.preload'],
  check(facts, { service, number }): Outcome {
    const [limit, workers] = [facts['deploy.memoryLimit'], facts['server.workers']];
    if (limit?.state !== 'known') return notApplicable('no file limits the memory');
    if (workers?.state !== 'known') return notApplicable('the number of workers is not known');
    const need = memoryOfWorkers(workers, service.facts, { first: number('first'), more: number('more'), shared: number('shared') });
    if (limit.value >= need.value) return pass();
    return fail({
      message: `the limit of ${limit.value} MB is below what ${counted(workers.value, 'worker')} of a typical Python service took, ${need.value} MB`,
      evidence: [limit, workers], anchor: 'deploy.memoryLimit',
      fix: advised('Drop the limit, start fewer workers, or load the application before they fork'),
    });
  },
});
