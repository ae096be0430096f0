from apscheduler.schedulers.background import BackgroundScheduler
from flask import Flask

shop = Flask(__name__)


def tidy():
    print("tidy")


scheduler = BackgroundScheduler()
scheduler.add_job(tidy, "interval", minutes=7)
scheduler.start()
