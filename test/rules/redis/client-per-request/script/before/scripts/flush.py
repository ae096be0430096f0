import redis


def flush():
    redis.Redis().flushdb()


flush()
