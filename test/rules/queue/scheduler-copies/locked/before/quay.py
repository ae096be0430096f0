from apscheduler.schedulers.background import BackgroundScheduler
from flask import Flask

app = Flask(__name__)


def remind():
    print('reminded')


import fcntl

lock = open('/tmp/scheduler.lock', 'w')
fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
scheduler = BackgroundScheduler()
scheduler.add_job(remind, 'interval', minutes=5)
scheduler.start()
