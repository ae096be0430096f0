from apscheduler.schedulers.background import BackgroundScheduler
from flask import Flask

app = Flask(__name__)


def remind():
    print('reminded')


scheduler = BackgroundScheduler()
scheduler.add_job(remind, 'interval', minutes=5)
scheduler.start()
