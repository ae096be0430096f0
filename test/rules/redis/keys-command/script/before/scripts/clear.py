import redis

r = redis.Redis()
r.delete(*r.keys("cache:*"))
