import json
import os

import redis

# jobs come from the web service
queue = redis.Redis.from_url(os.environ["REDIS_URL"], decode_responses=True)


def work():
    while True:
        item = queue.brpop("jobs", timeout=2)
        if item is None:
            continue
        job = json.loads(item[1])
        print(item)


work()
