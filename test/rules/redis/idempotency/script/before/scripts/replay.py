import redis

r = redis.Redis()


def replay(event):
    if r.get(f"idem:{event}"):
        return
    r.setex(f"idem:{event}", 60, 1)


replay("a")
