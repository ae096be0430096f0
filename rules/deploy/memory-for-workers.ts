import { defineCheck, derive, fail, pass, undecided, valueOf, type Outcome } from '#rule';
import { counted } from '../shared/words.ts';

export default defineCheck({
  needs: [],
  reads: ['deploy.memoryLimit', 'server.workers', 'server.preload'],
  check(facts, { number }): Outcome {
    const [limit, workers, preload] = [facts['deploy.memoryLimit'], facts['server.workers'], facts['server.preload']];
    if (limit?.state === 'unresolved') return undecided(`the memory limit cannot be told: ${limit.reason}`);
    if (limit?.state !== 'known') return pass();
    if (workers?.state === 'unresolved') return undecided(`the number of workers cannot be told: ${workers.reason}`);
    if (workers?.state !== 'known') return pass(); // a server without worker processes
    const more = valueOf(preload) === true ? number('shared') : number('more');
    const need = derive('memory of the workers in MB', [workers], (count) => number('first') + more * Math.max(0, count - 1));
    if (need.value <= limit.value) return pass();
    return fail({
      message: `${counted(workers.value, 'worker')} of a typical Python service take about ${need.value} MB, and the limit is ${limit.value} MB`,
      evidence: [limit, need], anchor: 'deploy.memoryLimit',
      fix: { title: 'Raise the limit, or preload the application', applicability: 'advice', change: { kind: 'advice' } },
    });
  },
});
