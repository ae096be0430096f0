import json
import os

import redis

# jobs come from the web service
queue = redis.Redis.from_url(os.environ["REDIS_URL"], decode_responses=True)


def work():
    while True:
        item = queue.blmove("jobs", "jobs:1", 2)
        print(item)


work()
