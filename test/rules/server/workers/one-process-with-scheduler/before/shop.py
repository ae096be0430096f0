from apscheduler.schedulers.background import BackgroundScheduler
from flask import Flask

# the shop's front
shop = Flask(__name__)


@shop.get("/alive")
def alive():
    return {"ok":  True}


def tidy():
    print("tidy")


scheduler = BackgroundScheduler()
scheduler.add_job(tidy, "interval", minutes=7)
scheduler.start()
