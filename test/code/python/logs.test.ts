import { expect, it } from 'vitest';
import { itemsOf, read } from './read.ts';

const HEAD = 'import logging, sys, time\nfrom fastapi import FastAPI\napp = FastAPI()\nlogger = logging.getLogger(__name__)\n';

it.each([
  ['nothing but a level', 'logging.basicConfig(level=logging.INFO)', ['logging.basicConfig stderr INFO']],
  ['a level as a text', 'logging.basicConfig(level="debug", format="%(message)s")', ['logging.basicConfig stderr DEBUG']],
  ['standard output', 'logging.basicConfig(stream=sys.stdout, level=logging.INFO)', ['logging.basicConfig stdout INFO']],
  ['a handler', 'logging.basicConfig(handlers=[logging.StreamHandler(sys.stdout)])', ['logging.basicConfig elsewhere -', 'logging.StreamHandler stdout -']],
  ['a handler that says nothing', 'logger.addHandler(logging.StreamHandler())', ['logging.StreamHandler stderr -']],
  ['a file', 'logging.basicConfig(filename="a.log")', ['logging.basicConfig elsewhere -']],
  ['a level from elsewhere', 'import os\nlogging.basicConfig(level=os.environ["L"])', ['logging.basicConfig stderr ?']],
  ['a logger with a level', 'logger.setLevel(logging.DEBUG)', ['setLevel elsewhere DEBUG']],
  ['a branch', 'if app.debug:\n    logging.basicConfig(level=logging.DEBUG)', []],
  ['a main block', 'if __name__ == "__main__":\n    logging.basicConfig(level=logging.DEBUG)', []],
])('reads where the log goes: %s', async (_name, text, expected) => {
  const { facts } = await read({ 'main.py': HEAD + text }, { appFile: 'main.py', server: 'uvicorn' });
  expect(itemsOf(facts['logs.setups']).map(({ call, stream, level, levelAt }) => `${call} ${stream} ${level ?? (levelAt === undefined ? '-' : '?')}`)).toEqual(expected);
});

it.each([
  ['an f-string', 'logger.info(f"done in {time.time() - start:.2f}s")', 1],
  ['arguments', 'logger.debug("done in %s", time.perf_counter() - start)', 1],
  ['print', 'print("done", round(time.monotonic() - start, 2))', 1],
  ['a number of something else', 'logger.info(f"{total - start} left")', 0],
  ['no log', 'taken = time.time() - start', 0],
])('finds lines that tell how long something took: %s', async (_name, text, count) => {
  const { facts } = await read({ 'main.py': `${HEAD}@app.get("/x")\ndef x(start: float, total: float):\n    ${text}\n    return 1\n` }, { appFile: 'main.py', server: 'uvicorn' });
  expect(itemsOf(facts['logs.timings'])).toHaveLength(count);
});

it('finds headers with the id of a request', async () => {
  const { facts } = await read({ 'main.py': `${HEAD}@app.middleware("http")\nasync def ids(request, call_next):\n    request.headers.get("X-Request-ID") or uuid4().hex\n    return await call_next(request)\n` }, { appFile: 'main.py', server: 'uvicorn' });
  expect(itemsOf(facts['web.capabilities']).map(({ kind, library }) => `${kind} ${library}`)).toEqual(['request-id x-request-id']);
});

it.each([
  ['a formatter of the project that writes JSON', { 'main.py': `${HEAD}handler.setFormatter(JsonLogFormatter())\n` }, ['structured-logs own']],
  ['a formatter that a dictionary names', { 'main.py': `${HEAD}LOGGING = {"formatters": {"json": {"()": "main.JSONFormatter"}}}\n` }, ['structured-logs own']],
  ['no formatter that writes text', { 'main.py': `${HEAD}# not JSONFormatter\nhandler.setFormatter(ColourFormatter())\n` }, []],
  ['no header that others fill', { 'main.py': `${HEAD}print(request.headers.get("X-Request-ID"))\n` }, []],
  ['percentiles of its own', { 'main.py': `${HEAD}line = {"p95_ms": 3}\n` }, ['percentiles own']],
  ['hooks in a configuration file of gunicorn', {
    'main.py': `${HEAD}from prometheus_client import Counter\nseen = Counter("a", "a")\n`,
    'gunicorn.conf.py': 'from prometheus_client import multiprocess\n\n\ndef child_exit(server, worker):\n    multiprocess.mark_process_dead(worker.pid)\n',
  }, ['metrics prometheus_client.multiprocess', 'metrics prometheus_client']],
  ['no hooks where nothing is counted', { 'main.py': HEAD, 'gunicorn.conf.py': 'import os\nos.environ["PROMETHEUS_MULTIPROC_DIR"] = "/tmp"\n' }, []],
  ['no hooks in a file that only speaks of them', {
    'main.py': `${HEAD}from prometheus_client import Counter\nseen = Counter("a", "a")\n`, 'gunicorn.conf.py': '# PROMETHEUS_MULTIPROC_DIR is not set\nworkers = 2\n',
  }, ['metrics prometheus_client']],
])('finds %s', async (_name, texts, expected) => {
  const { facts } = await read(texts, { appFile: 'main.py', server: 'gunicorn' });
  expect(itemsOf(facts['web.capabilities']).map(({ kind, library }) => `${kind} ${library}`)).toEqual(expected);
});
