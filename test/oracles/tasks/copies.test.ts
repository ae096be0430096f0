import { expect, test } from 'vitest';
import { makeProject } from '../../support/cli.ts';
import { eventually } from '../../support/eventually.ts';
import { freePort, listening, PYTHON, start, stop, WITHOUT_PYTHON } from '../../support/real-tools.ts';
import { childrenOf, whileAlone } from '../../support/workers.ts';

/** What queue/job-state and queue/scheduler-copies rest on: two workers of gunicorn share nothing. */
const APP = `import os
from apscheduler.schedulers.background import BackgroundScheduler
from flask import Flask
app = Flask(__name__)
jobs = {}
@app.post("/jobs")
def begin():
    key = str(os.getpid()) + "-" + str(len(jobs))
    jobs[key] = "running"
    return key
@app.get("/jobs/<key>")
def state(key):
    return (jobs[key], 200) if key in jobs else ("no such job", 404)
scheduler = BackgroundScheduler()
scheduler.add_job(lambda: print("ran in", os.getpid(), flush=True), "interval", seconds=1, max_instances=1)
scheduler.start()
`;

test.skipIf(WITHOUT_PYTHON).each([['2', [], 2], ['1', [], 1], ['2', ['--preload'], 1]] as const)('with %s workers and %j a job of APScheduler runs %i times', async (workers, more, schedulers) => {
  const { root, remove } = makeProject({ 'app.py': APP });
  const port = await freePort();
  const server = start(PYTHON, ['-m', 'gunicorn', 'app:app', '--workers', workers, ...more, '--bind', `127.0.0.1:${port}`], { cwd: root });
  try {
    await listening(server, port);
    const key = await (await fetch(`http://127.0.0.1:${port}/jobs`, { method: 'POST', headers: { connection: 'close' } })).text();
    await eventually(() => childrenOf(server).length === Number(workers), server.printed);
    const poll = async (): Promise<number> => (await fetch(`http://127.0.0.1:${port}/jobs/${key}`, { headers: { connection: 'close' } })).status;
    const statuses: number[] = [];
    for (const worker of childrenOf(server)) statuses.push(await whileAlone(worker, childrenOf(server), poll));
    expect(statuses.sort()).toEqual(workers === '2' ? [200, 404] : [200]);
    const ran = (): readonly string[] => server.printed().match(/ran in \d+/g) ?? [];
    await eventually(() => ran().length >= 4 && new Set(ran()).size >= schedulers, server.printed);
    expect(new Set(ran()).size).toBe(schedulers);
  } finally {
    await stop(server);
    remove();
  }
});
