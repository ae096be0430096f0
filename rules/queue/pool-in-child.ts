import { defineCheck, fail, notApplicable, pass, valueOf, type Pool } from '#rule';
import { advised } from '../shared/advised.ts';
import { celeryPool, celerySetting, celeryTasks, celeryWorker } from '../shared/celery.ts';
import { optionNamed } from '../shared/queues.ts';
import { recordsIn } from '../shared/records.ts';

export default defineCheck({
  needs: [],
  reads: ['queue.tasks', 'queue.settings', 'database.pools', 'start.serverCommand', 'start.command', 'service.processes', 'start.elsewhere'],
  check(_facts, { service: { facts }, strings }) {
    const worker = celeryWorker(facts);
    const [task] = celeryTasks(facts);
    if (worker === undefined || task === undefined) return notApplicable('no command of it starts a worker of Celery');
    if (celeryPool(facts, worker.words) !== 'prefork') return notApplicable('its worker forks no processes');
    const [pool] = (recordsIn(facts['database.pools']) ?? []).filter((each) => strings('pools').includes(each.library) && each.scope === 'module' && opensAtOnce(each));
    if (pool === undefined || celerySetting(facts, 'worker_process_init') !== undefined) return pass();
    return fail({
      message: 'a pool is opened on import, and the processes of the worker are forked after that', evidence: [pool.at, worker.at], anchor: 'worker_process_init',
      fix: advised('Open the pool under worker_process_init, in each process'),
    });
  },
});

/** `ConnectionPool(..., open=False)` waits for `open()`. */
function opensAtOnce({ options }: Pool): boolean {
  const open = optionNamed(options, 'open')?.value;
  return open === undefined || valueOf(open) !== false;
}
