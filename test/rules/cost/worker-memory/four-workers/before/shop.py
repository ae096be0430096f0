import os

from flask import Flask
from redis import Redis

# the shop's front
shop = Flask(__name__)
baskets = Redis.from_url(os.environ["REDIS_URL"])


@shop.get("/alive")
def alive():
    return {"ok":  True}
