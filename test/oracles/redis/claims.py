"""Each claim of a rule about redis-py and functools, shown by the libraries themselves. Prints what the named ones come to, as a list in JSON."""
import asyncio
import functools
import inspect
import json
import sys
import time

import redis
import redis.asyncio

URL = sys.argv[1]
r = redis.Redis.from_url(URL, decode_responses=True)


def raised(call):
    try:
        return repr(call())
    except Exception as error:
        return f"{type(error).__name__}: {error}"


def refused_order_is_a_duplicate():
    """The pipeline of an order: limit, idempotency key and both writes at once."""
    def deliver():
        pipe = r.pipeline()
        pipe.get("rate:ada")
        pipe.get("idempotency:1")
        pipe.setex("idempotency:1", 60, "done")
        rate, seen, _ = pipe.execute()
        if rate is not None and int(rate) > 3:
            return "refused"
        return "duplicate" if seen else "processed"

    r.set("rate:ada", 4)
    first = deliver()
    r.delete("rate:ada")
    return [first, deliver()]


def asked_first_the_order_is_processed():
    def deliver():
        if int(r.get("rate:bob") or 0) > 3:
            return "refused"
        return "processed" if r.set("idempotency:2", "done", nx=True, ex=60) else "duplicate"

    r.set("rate:bob", 4)
    first = deliver()
    r.delete("rate:bob")
    return [first, deliver(), deliver()]


def hits_of_a_window(nx):
    """One hit each 100 ms into a window of 300: how many are counted in the end. A pause as long as the window proves nothing: then again."""
    key = f"window:{nx}"
    while True:
        r.delete(key)
        times = []
        for _ in range(12):
            times.append(time.monotonic())
            hits = r.incr(key)
            r.execute_command("PEXPIRE", key, 300, *(["NX"] if nx else []))
            times.append(time.monotonic())
            time.sleep(0.1)
        if max(later - sooner for sooner, later in zip(times[::2], times[3::2])) < 0.3:
            return hits


async def processed(claim):
    """Two deliveries at the same time; how many of them are processed."""
    client = redis.asyncio.from_url(URL)
    key = f"once:{claim}"

    async def deliver():
        if claim:
            return bool(await client.set(key, 1, nx=True, ex=60))
        if await client.get(key):
            return False
        await client.setex(key, 60, 1)
        return True

    answers = await asyncio.gather(deliver(), deliver())
    await client.aclose()
    return sum(answers)


async def awaited_twice(decorator):
    @decorator
    async def load(key):
        return key

    answers = []
    for _ in range(2):
        try:
            answers.append(await load("a"))
        except RuntimeError as error:
            answers.append(str(error))
    return answers


def popped():
    r.rpush("jobs", '{"id": 1}')
    item = r.brpop("jobs", timeout=1)
    return [raised(lambda: json.loads(item)), json.loads(item[1])["id"]]


def keys():
    for index in range(300):
        r.set(f"cache:{index}", 1)
    return sorted(r.keys("cache:*")) == sorted(list(set(r.scan_iter(match="cache:*"))))


def cached(name):
    import async_lru
    import cachetools
    decorators = {
        "functools.lru_cache": functools.lru_cache(maxsize=8), "functools.cache": functools.cache,
        "cachetools.cached": cachetools.cached(cachetools.TTLCache(8, 60)), "async_lru.alru_cache": async_lru.alru_cache(maxsize=8),
    }
    return asyncio.run(awaited_twice(decorators[name]))


def socket_timeout():
    """The limit of an answer when nobody gives one."""
    return redis.Redis.from_url(URL).connection_pool.make_connection().socket_timeout


def blocked(given):
    """BRPOP of a second with a client that gives up after 0.2, as redis-py 8 does after 5; and with one that does not."""
    from redis.backoff import NoBackoff
    from redis.retry import Retry
    client = redis.Redis.from_url(URL, socket_timeout=0.2 if given else None, retry=Retry(NoBackoff(), 0))
    return raised(lambda: client.brpop("nothing", timeout=1))


CLAIMS = {
    "refused": refused_order_is_a_duplicate, "asked-first": asked_first_the_order_is_processed,
    "window": lambda: hits_of_a_window(False), "window-nx": lambda: hits_of_a_window(True) < 6,
    "processed": lambda: asyncio.run(processed(False)), "claimed": lambda: asyncio.run(processed(True)),
    "popped": popped, "keys": keys, "socket-timeout": socket_timeout, "blocked": lambda: blocked(True), "waiting": lambda: blocked(False),
    "expire": lambda: [r.incr("e"), r.expire("e", 60, nx=True), r.expire("e", 90, nx=True), r.ttl("e")],
    **{name: functools.partial(cached, name) for name in ("functools.lru_cache", "functools.cache", "cachetools.cached", "async_lru.alru_cache")},
}


def shown_by(path, name, arguments):
    """Calls a handler of a file on this Redis."""
    source = open(path).read().replace("redis://cache:6379", URL)
    scope = {"__name__": "shop"}
    exec(compile(source, path, "exec"), scope)
    r.flushall()
    r.hset("user:ada", "name", "Ada")
    r.zadd("scores", {"ada": 7})
    r.sadd("badges:ada", "swimmer")

    async def call():
        answer = scope[name](*arguments)
        return await answer if inspect.isawaitable(answer) else answer

    answer = asyncio.run(call())
    return [repr(answer), sorted((key, r.type(key)) for key in r.keys("*"))]


def answer(question):
    if question[0] == "run":
        return shown_by(*question[1:3], question[3:])
    return CLAIMS[question[0]]()


print(json.dumps([answer(question) for question in json.loads(sys.argv[2])]))
