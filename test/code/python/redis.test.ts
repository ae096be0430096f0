import { expect, it } from 'vitest';
import { itemsOf, read } from './read.ts';

const HEAD = 'import json\nimport redis\nfrom fastapi import FastAPI\napp = FastAPI()\nr = redis.Redis.from_url(url)\n';
const route = (body: string) => `${HEAD}@app.get("/x")\ndef x(user, key, raw):\n${body.split('\n').map((line) => `  ${line}`).join('\n')}\n`;
const ASYNC = HEAD.replace('import redis\n', 'import redis.asyncio as redis\n');
const asyncRoute = (body: string) => `${ASYNC}@app.get("/x")\nasync def x(user, key, raw):\n${body.split('\n').map((line) => `  ${line}`).join('\n')}\n`;

it.each([
  ['a write without an end', route('r.set(f"cart:{user}", raw)'), 'SET none request'],
  ['a write with an end', route('r.set("a", raw, ex=60)'), 'SET 60 request'],
  ['an end in milliseconds', route('r.set("a", raw, px=1500)'), 'SET 1.5 request'],
  ['an end from a variable', route('r.set("a", raw, ex=user)'), 'SET given request'],
  ['SETEX', route('r.setex(key, 30, raw)'), 'SETEX 30 request'],
  ['NX', route('r.set(key, 1, nx=True, ex=5)'), 'SET 5 request nx'],
  ['a pop that waits for ever', route('r.brpop("jobs")'), 'BRPOP undefined request waits Infinity'],
  ['a pop that waits a while', route('r.brpop("jobs", timeout=7)'), 'BRPOP undefined request waits 7'],
  ['a stream that waits', route('r.xread({"s": "$"}, block=9000)'), 'XREAD undefined request waits 9'],
  ['a pipeline', route('p = r.pipeline()\np.get(key)'), 'GET undefined request queued'],
  ['a pipeline in a with', asyncRoute('async with r.pipeline(transaction=False) as p:\n  p.get(key).incr(user)'), 'GET undefined request queued, INCR undefined request queued'],
  ['a client that is handed in', `${ASYNC}async def get_redis() -> redis.Redis:\n  return r\n@app.get("/x")\nasync def x(db: redis.Redis):\n  await db.get("a")`, 'GET undefined request'],
  ['a client of an object', `${HEAD}class Store:\n  def __init__(self):\n    self.redis = redis.Redis()\n  def load(self, key):\n    return self.redis.get(key)`, 'GET undefined function'],
  ['an expiry further down', route('r.set(key, raw)\nif raw:\n  r.expire(key, 60)'), 'SET none request expires, EXPIRE 60 request expires'],
  ['a dictionary', route('cache = {}\ncache.get(key)'), ''],
  ['a script', `${HEAD}if __name__ == "__main__":\n  r.flushall()`, ''],
])('reads commands: %s', async (_name, text, expected) => {
  const { facts } = await read({ 'main.py': text });
  const shown = itemsOf(facts['redis.calls']).map((call) => [
    call.command, String(call.expiry), call.scope, ...(call.only === undefined ? [] : [call.only]), ...(call.waits === undefined ? [] : [`waits ${call.waits}`]),
    ...(call.queued ? ['queued'] : []), ...(call.expires ? ['expires'] : []),
  ].join(' '));
  expect(shown.join(', ')).toBe(expected);
});

it.each([
  ['three reads', route('a = r.get("a")\nb = r.get(f"b:{user}")\nc = r.ttl("c")\nreturn a, b, c'), 'sequence plain GET GET TTL'],
  ['writes among them', route('r.incr("a")\nr.incr("b")\nr.set("c", raw)'), 'sequence INCR INCR SET'],
  ['two reads', route('a = r.get("a")\nb = r.get("b")'), ''],
  ['one that needs another', route('a = r.get("a")\nb = r.get(a)\nc = r.get("c")'), ''],
  ['a statement in between', route('a = r.get("a")\nb = r.get("b")\nlog(a)\nc = r.get("c")'), ''],
  ['another client', route('a = r.get("a")\nb = other.get("b")\nc = r.get("c")').replace('@app', 'other = redis.Redis()\n@app'), ''],
  ['a decision among them', route('a = r.get(key)\nr.setex(key, 1, raw)\nr.incr("n")'), 'load GET SETEX'],
  ['awaited', asyncRoute('a = await r.get("a")\nb = await r.get("b")\nc = await r.get("c")'), 'sequence plain GET GET GET'],
  ['not awaited', asyncRoute('a = r.get("a")\nb = r.get("b")\nc = r.get("c")'), ''],
  ['arguments with an effect', route('a = r.get(fresh())\nb = r.get("b")\nc = r.get("c")'), 'sequence GET GET GET'],
  ['a cluster', route('a = r.get("a")\nb = r.get("b")\nc = r.get("c")').replace('redis.Redis.from_url(url)', 'redis.RedisCluster()'), ''],
  ['once', route('k = f"idem:{key}"\nif r.get(k):\n  return 1\nr.setex(k, 60, raw)'), 'check-then-set GET SETEX'],
  ['once, and asked and set in one', route('k = f"idem:{key}"\nif not r.set(k, raw, nx=True, ex=60):\n  return 1'), ''],
  ['a cache', route('k = f"page:{key}"\nif r.get(k):\n  return 1\nr.setex(k, 60, raw)'), ''],
  ['a cached page', route('page = r.get(key)\nif page:\n  return page\nr.setex(key, 60, raw)'), 'load GET SETEX'],
  ['a cached page with a lock', route('page = r.get(key)\nif page:\n  return page\nif r.set("lock", 1, nx=True, ex=5):\n  r.setex(key, 60, raw)'), ''],
  ['once, in a pipeline', route('p = r.pipeline()\np.get(f"rate:{user}")\np.get(f"idem:{key}")\np.setex(f"idem:{key}", 60, raw)\np.execute()'), 'queued-check GET SETEX'],
  ['once, in a transaction of its own', route('p = r.pipeline()\np.get(f"idem:{key}")\np.setex(f"idem:{key}", 60, raw)\np.execute()'), ''],
  ['a window that is renewed', route('n = r.incr(f"rate:{user}")\nr.expire(f"rate:{user}", 60)'), 'window INCR EXPIRE'],
  ['a window that begins once', route('n = r.incr(key)\nif n == 1:\n  r.expire(key, 60)'), ''],
  ['a window with NX', route('n = r.incr(key)\nr.expire(key, 60, nx=True)'), ''],
  ['a key for each minute', route('k = f"rate:{user}:{int(time.time()) // 60}"\nr.incr(k)\nr.expire(k, 60)'), ''],
  ['a pair that is decoded', route('job = r.brpop("jobs")\nif job:\n  run(json.loads(job))'), 'whole-pop BRPOP'],
  ['a pair that is taken apart', route('_, job = r.brpop("jobs")\nrun(json.loads(job))'), ''],
  ['a part of a pair', route('job = r.brpop("jobs")\nrun(json.loads(job[1]))'), ''],
  ['a lock that is deleted', route('if r.set(key, 1, nx=True, ex=30):\n  work()\n  r.delete(key)'), 'lock-release SET DEL'],
  ['a lock whose holder is looked up', route('if r.set(key, raw, nx=True, ex=30):\n  work()\n  if r.get(key) == raw:\n    r.delete(key)'), ''],
])('sees which commands belong together: %s', async (_name, text, expected) => {
  const { facts } = await read({ 'main.py': text });
  const shown = itemsOf(facts['redis.patterns']).map(({ kind, plain, commands }) => [kind, ...(plain ? ['plain'] : []), ...commands].join(' '));
  expect(shown.join(', ')).toBe(expected);
});
