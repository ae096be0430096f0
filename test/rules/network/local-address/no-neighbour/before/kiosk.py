import os

import redis
from flask import Flask

app = Flask(__name__)
shelf = redis.Redis.from_url(os.environ["REDIS_URL"])
