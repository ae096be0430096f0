import { defineCheck, fail, pass, undecided, type Outcome } from '#rule';
import { advised } from '../shared/advised.ts';
import { counted } from '../shared/words.ts';
import { memoryOfWorkers } from '../shared/worker-memory.ts';

export default defineCheck({
  needs: [],
  reads: ['deploy.memoryLimit', 'server.workers', 'server.preload'],
  check(facts, { service, number }): Outcome {
    const [limit, workers] = [facts['deploy.memoryLimit'], facts['server.workers']];
    if (limit === undefined || limit.state === 'absent' || workers === undefined || workers.state === 'absent') return pass(); // no limit, or no worker processes
    if (limit.state === 'unresolved') return undecided(`the memory limit cannot be told: ${limit.reason}`);
    if (workers.state === 'unresolved') return undecided(`the number of workers cannot be told: ${workers.reason}`);
    const need = memoryOfWorkers(workers, service.facts, { first: number('first'), more: number('more'), shared: number('shared') });
    if (need.value <= limit.value) return pass();
    return fail({
      message: `${counted(workers.value, 'worker')} of a typical Python service take about ${need.value} MB, and the limit is ${limit.value} MB`,
      evidence: [limit, need], anchor: 'deploy.memoryLimit',
      fix: advised('Raise the limit, or preload the application'),
    });
  },
});
