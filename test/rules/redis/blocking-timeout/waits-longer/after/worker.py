import json
import os

import redis

# jobs come from the web service
queue = redis.Redis.from_url(os.environ["REDIS_URL"], decode_responses=True, socket_timeout=None)


def work():
    while True:
        item = queue.brpop(["jobs", "mails"], timeout=30)
        print(item)


work()
