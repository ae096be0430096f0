import { describe, expect, it } from 'vitest';
import { effectLine } from '../../support/effect-line.ts';
import { itemsOf, read, show } from './read.ts';


const WEB = 'import asyncio, time, smtplib, subprocess\nimport httpx, requests\nfrom fastapi import BackgroundTasks, FastAPI\napp = FastAPI()\n';

async function handlersOf(code: string): Promise<readonly string[]> {
  const { facts } = await read({ 'app.py': WEB + code });
  return itemsOf(facts['tasks.handlers']).map(({ name, methods, effects, later, accepted, headers, starts }) =>
    [`${methods.join(',')} ${name}:`, ...effects.map(effectLine), ...later.map((each) => `later ${each.name} [${each.effects.map(effectLine).join(', ')}]`), ...(accepted === undefined ? [] : ['202']), ...headers, ...(starts ? ['starts'] : [])].join(' '));
}

describe('what a handler waits for', () => {
  it.each([
    ['a call', '@app.get("/")\ndef a():\n    return requests.get("https://x").json()\n', ['GET a: http']],
    ['a call for each item', '@app.post("/")\nasync def a(items: list):\n    async with httpx.AsyncClient() as c:\n        for i in items:\n            await c.post("https://x")\n', ['POST a: http each']],
    ['attempts', '@app.post("/")\ndef a():\n    for attempt in range(5):\n        requests.post("https://x")\n', ['POST a: http x5']],
    ['candidates', '@app.post("/")\ndef a(hosts):\n    for host in hosts:\n        try:\n            return requests.post(host)\n        except OSError:\n            pass\n', ['POST a: http x1']],
    ['candidates that are left with break', '@app.post("/")\ndef a(hosts):\n    for host in hosts:\n        if requests.post(host).ok:\n            break\n', ['POST a: http x1']],
    ['a state that is asked for', '@app.post("/")\nasync def a():\n    while True:\n        await asyncio.sleep(2)\n', ['POST a: sleep 2s until']],
    ['a function of the project', 'def send(m):\n    smtplib.SMTP("h").sendmail("a", "b", m)\n@app.post("/")\ndef a(items):\n    for i in items:\n        send(i)\n', ['POST a: email each']],
    ['a stream', '@app.get("/")\ndef a():\n    def lines():\n        yield requests.get("https://x").text\n    return lines()\n', []],
    ['nothing', '@app.get("/")\ndef a():\n    return 1\n', []],
    ['another client of that name', 'requests = {}\n@app.get("/")\ndef a():\n    return requests.get("x")\n', []],
    ['work for later', 'def send(m):\n    smtplib.SMTP("h").sendmail("a", "b", m)\n@app.post("/", status_code=202)\ndef a(tasks: BackgroundTasks):\n    tasks.add_task(send, 1)\n', ['POST a: later send [email] 202 starts']],
    ['headers', '@app.post("/", status_code=202)\ndef a(response):\n    response.headers["Location"] = "/a"\n    response.headers["Retry-After"] = "5"\n', ['POST a: 202 location retry-after']],
  ])('%s', async (_name, code, expected) => {
    expect(await handlersOf(code)).toEqual(expected);
  });

  it('knows 202 of Flask', async () => {
    const { facts } = await read({ 'app.py': 'from flask import Flask\napp = Flask(__name__)\n@app.route("/a", methods=["POST"])\ndef a():\n    return {}, 202\n' });
    expect(itemsOf(facts['tasks.handlers']).map(({ methods, accepted }) => [methods, accepted?.value])).toEqual([[['POST'], '202']]);
  });
});

const STATES = 'from fastapi import FastAPI\napp = FastAPI()\njobs = {}\n';

it.each([
  ['a key that is looked up', '@app.post("/jobs")\ndef start():\n    jobs["a"] = 1\n@app.get("/jobs/{i}")\ndef state(i):\n    return jobs[i]\n', ['jobs start state']],
  ['get()', '@app.post("/jobs")\ndef start():\n    jobs["a"] = 1\n@app.get("/jobs/{i}")\ndef state(i):\n    return jobs.get(i)\n', ['jobs start state']],
  ['a function that the handler starts', 'def work():\n    jobs["a"] = 1\n@app.post("/jobs")\ndef start(tasks):\n    tasks.add_task(work)\n@app.get("/jobs/{i}")\ndef state(i):\n    return jobs[i]\n', ['jobs start state']],
  ['one handler only', '@app.post("/jobs")\ndef start():\n    jobs["a"] = 1\n    return jobs["a"]\n', []],
  ['a local dictionary', '@app.post("/jobs")\ndef start():\n    jobs = {}\n    jobs["a"] = 1\n@app.get("/jobs/{i}")\ndef state(i):\n    jobs = {}\n    return jobs[i]\n', []],
])('finds progress in memory: %s', async (_name, code, expected) => {
  const { facts } = await read({ 'app.py': STATES + code });
  expect(itemsOf(facts['tasks.states']).map(({ name, writer, reader }) => `${name} ${writer} ${reader}`)).toEqual(expected);
});

const CELERY = 'from celery import Celery, shared_task\napp = Celery("t", broker="redis://h/0")\n';
const settingsOf = async (texts: Readonly<Record<string, string>>) =>
  itemsOf((await read(texts)).facts['queue.settings']).map(({ name, value }) => `${name}=${show(value)}`);

it.each([
  ['keywords', { 'a.py': 'from celery import Celery\napp = Celery("t", broker="redis://h/0", backend="redis://h/1", task_acks_late=True)\n' }, ['broker_url=redis://h/0', 'result_backend=redis://h/1', 'task_acks_late=True'.replace('True', 'true')]],
  ['conf.update', { 'a.py': `${CELERY}app.conf.update(worker_prefetch_multiplier=1, task_time_limit=60)\n` }, ['broker_url=redis://h/0', 'worker_prefetch_multiplier=1', 'task_time_limit=60']],
  ['a dictionary', { 'a.py': `${CELERY}app.conf.update({"task_time_limit": 2 * 60})\n` }, ['broker_url=redis://h/0', 'task_time_limit=120']],
  ['attributes of options', { 'a.py': `${CELERY}app.conf.broker_transport_options = {"visibility_timeout": 7200}\n` }, ['broker_transport_options.visibility_timeout=7200', 'broker_url=redis://h/0']],
  ['old names', { 'a.py': `${CELERY}CELERY_ACKS_LATE = True\nCELERYD_PREFETCH_MULTIPLIER = 2\n` }, ['broker_url=redis://h/0', 'task_acks_late=true', 'worker_prefetch_multiplier=2']],
  ['a module that is there', { 'a.py': `${CELERY}app.config_from_object("celeryconfig")\n`, 'celeryconfig.py': 'TASK = 1\ntask_time_limit = 60\n' }, ['broker_url=redis://h/0', 'config_source=celeryconfig']],
  ['a module that is not', { 'a.py': `${CELERY}app.config_from_object("elsewhere.celery")\n` }, ['broker_url=redis://h/0', 'config_source_unread=elsewhere.celery']],
  ['no Celery', { 'a.py': 'import redis\ntask_time_limit = 60\n' }, []],
])('reads settings of Celery: %s', async (_name, texts, expected) => {
  expect(await settingsOf(texts)).toEqual(expect.arrayContaining(expected));
  if (expected.length === 0) expect(await settingsOf(texts)).toEqual([]);
});

it('reads tasks, who sends them and with which options', async () => {
  const { facts } = await read({ 'a.py': `${CELERY}import requests\n@app.task(bind=True, max_retries=3)\ndef a(self):\n    try:\n        requests.post("https://x")\n    except OSError:\n        self.retry(countdown=60)\n@shared_task\ndef b():\n    pass\ndef c():\n    a.apply_async(countdown=7200)\n    b.delay()\n` });
  expect(itemsOf(facts['queue.tasks']).map(({ at, options, effects, retriesItself }) => [at.value, options.map(({ name }) => name), effects.map(effectLine), retriesItself])).toEqual([
    ['a', ['bind', 'max_retries'], ['http'], true], ['b', [], [], false],
  ]);
  expect(itemsOf(facts['queue.calls']).map(({ call, queue, options }) => [call, show(queue), options.map(({ name, value }) => `${name}=${show(value)}`)])).toEqual([
    ['retry', 'absent', ['countdown=60']], ['apply_async', 'a', ['countdown=7200']], ['delay', 'b', []],
  ]);
});

it('reads jobs of RQ and the time of their queue', async () => {
  const { facts } = await read({ 'a.py': 'from redis import Redis\nfrom rq import Queue\nq = Queue("x", connection=Redis(), default_timeout=600)\ndef work():\n    pass\ndef start():\n    q.enqueue(work, result_ttl=0)\n' });
  expect(itemsOf(facts['queue.calls']).map(({ call, queue }) => [call, show(queue)])).toEqual([['enqueue', 'work']]);
  expect(itemsOf(facts['queue.tasks']).map(({ library, at }) => [library, at.value])).toEqual([['rq', 'work']]);
  expect(itemsOf(facts['queue.settings']).map(({ name, value }) => `${name}=${show(value)}`)).toContain('default_timeout=600');
});

it.each([
  ['APScheduler', 'from apscheduler.schedulers.background import BackgroundScheduler\nimport requests\ns = BackgroundScheduler()\ndef job(items):\n    for i in items:\n        requests.get(i)\ns.add_job(job, "interval")\ns.start()\n', ['apscheduler job http each']],
  ['its decorator', 'from apscheduler.schedulers.background import BackgroundScheduler\ns = BackgroundScheduler()\n@s.scheduled_job("interval", hours=1)\ndef job():\n    pass\n', ['apscheduler job']],
  ['repeat_every', 'from fastapi import FastAPI\nfrom fastapi_utils.tasks import repeat_every\napp = FastAPI()\n@app.on_event("startup")\n@repeat_every(seconds=60)\ndef job():\n    pass\n', ['repeat_every job']],
  ['a lock', 'from apscheduler.schedulers.background import BackgroundScheduler\ns = BackgroundScheduler()\nadvisory_lock = 1\ndef job():\n    pass\ns.add_job(job, "interval")\n', ['apscheduler job chosen']],
])('reads timers: %s', async (_name, text, expected) => {
  const { facts } = await read({ 'a.py': text });
  expect(itemsOf(facts['tasks.timers']).map(({ library, job, effects, isChosen }) => [library, job, ...effects.map(effectLine), ...(isChosen ? ['chosen'] : [])].join(' '))).toEqual(expected);
});

it('reads measures, and what looks at statements', async () => {
  const { facts } = await read({ 'a.py': 'from prometheus_client import Gauge, Histogram\nfrom sqlalchemy import create_engine, event\ne = create_engine("postgresql://h/d")\nG = Gauge("pool_in_use", "x")\nH = Histogram("seconds", "x")\n@event.listens_for(e, "before_cursor_execute")\ndef f(*a):\n    pass\n' });
  expect(itemsOf(facts['metrics.instruments']).map(({ type, name }) => `${type} ${name}`)).toEqual(['gauge pool_in_use', 'histogram seconds']);
  expect(itemsOf(facts['database.statementTimings'])).toHaveLength(1);
});
