from apscheduler.schedulers.background import BackgroundScheduler
from flask import Flask

shop = Flask(__name__)
clock =   BackgroundScheduler()  # prices
clock.add_job(print, "interval", minutes=13)
clock.start()
