import { mkdirSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { makeProject } from '../../support/cli.ts';
import { eventually } from '../../support/eventually.ts';
import { PYTHON, pythonTool, run, start, stop, WITHOUT_PYTHON } from '../../support/real-tools.ts';

/** What queue/celery-*, queue/visibility-timeout and queue/rq-timeout rest on: the libraries' own defaults. */
test.skipIf(WITHOUT_PYTHON)('Celery acknowledges early, reserves four, sets no limit of time and takes all processors', async () => {
  const printed = await run(PYTHON, ['-c', `
from celery import Celery
from celery.concurrency.prefork import TaskPool
from kombu.transport.redis import Channel
app = Celery("t")
conf = app.conf
print(conf.task_acks_late, conf.worker_prefetch_multiplier, conf.task_time_limit, conf.task_soft_time_limit, conf.worker_concurrency, conf.task_ignore_result, conf.result_expires.total_seconds(), conf.worker_pool)
@app.task
def t(): pass
print(t.max_retries, t.autoretry_for if hasattr(t, "autoretry_for") else ())
print(Channel.visibility_timeout)
print(Celery("t", worker_prefetch_multiplier=1, task_ignore_result=True, broker_transport_options={"visibility_timeout": 7200}).conf.table(with_defaults=False))
`]);
  const lines = printed.trim().split('\n');
  expect(lines[0]).toBe('False 4 None None None False 86400.0 prefork');
  expect(lines[1]).toMatch(/^3 \(\)$/);
  expect(lines[2]).toBe('3600');
  expect(lines[3]).toContain("'worker_prefetch_multiplier': 1");
});

test.skipIf(WITHOUT_PYTHON)('RQ gives a job 180 seconds, keeps a result for 500 and a failure for a year', async () => {
  const printed = await run(PYTHON, ['-c', 'from rq import Queue\nfrom rq.defaults import DEFAULT_FAILURE_TTL, DEFAULT_RESULT_TTL\nprint(Queue.DEFAULT_TIMEOUT, DEFAULT_RESULT_TTL, DEFAULT_FAILURE_TTL)']);
  expect(printed).toBe(`180 500 ${365 * 24 * 3600}\n`);
});

/** Celery's own transport of files: its Redis transport and arq want different releases of the Redis client. */
const TIDES = `import time
from celery import Celery
app = Celery("tides", broker="filesystem://")
app.conf.broker_transport_options = {"data_folder_in": "queue", "data_folder_out": "queue"}
@app.task
def slow():
    print("begun", flush=True)
    time.sleep(600)
`;

test.skipIf(WITHOUT_PYTHON)('a worker without a number starts a process for each processor, and a killed one takes its job along', async () => {
  const { root, remove } = makeProject({ 'tides.py': TIDES });
  const waiting = () => readdirSync(join(root, 'queue')).filter((name) => name.endsWith('celery.msg')).length;
  mkdirSync(join(root, 'queue'));
  try {
    await run(PYTHON, ['-c', 'import tides; tides.slow.delay()'], { cwd: root });
    expect(waiting()).toBe(1);
    const worker = start(pythonTool('celery'), ['-A', 'tides', 'worker', '-l', 'info', '--without-gossip', '--without-mingle'], { cwd: root });
    try {
      await eventually(() => worker.printed().includes('begun'), worker.printed);
      const cores = (await run(PYTHON, ['-c', 'import os; print(os.cpu_count())'])).trim();
      expect(worker.printed()).toContain(`concurrency: ${cores} (prefork)`);
      expect(worker.printed()).toContain('begun');
      // It runs and no longer waits: with its worker it would be gone.
      expect(waiting()).toBe(0);
    } finally {
      worker.process.kill('SIGQUIT'); // at once, with the processes that it started
      await stop(worker);
    }
    expect(waiting()).toBe(0);
  } finally {
    remove();
  }
});
