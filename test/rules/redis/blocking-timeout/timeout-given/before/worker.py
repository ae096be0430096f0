import json
import os

import redis

# jobs come from the web service
queue = redis.Redis.from_url(os.environ["REDIS_URL"], socket_timeout=None)


def work():
    while True:
        item = queue.brpop("jobs", timeout=0)
        print(item)


work()
