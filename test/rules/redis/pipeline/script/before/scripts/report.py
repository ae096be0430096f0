import redis

r = redis.Redis()


def report():
    a = r.get("a")
    b = r.get("b")
    c = r.get("c")
    print(a, b, c)


report()
