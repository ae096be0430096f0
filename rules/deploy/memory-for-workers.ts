import { defineCheck, derive, fail, pass, undecided, valueOf, type Outcome } from '#rule';
import { counted } from '../shared/words.ts';

export default defineCheck({
  needs: [],
  reads: ['deploy.memoryLimit', 'server.workers', 'server.preload'],
  check(facts, { number }): Outcome {
    const [limit, workers, preload] = [facts['deploy.memoryLimit'], facts['server.workers'], facts['server.preload']];
    if (limit === undefined || limit.state === 'absent' || workers === undefined || workers.state === 'absent') return pass(); // no limit, or no worker processes
    if (limit.state === 'unresolved') return undecided(`the memory limit cannot be told: ${limit.reason}`);
    if (workers.state === 'unresolved') return undecided(`the number of workers cannot be told: ${workers.reason}`);
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
