from apscheduler.schedulers.background import BackgroundScheduler
from flask import Flask

shop = Flask(__name__)
scheduler = BackgroundScheduler()
scheduler.start()


@shop.get("/alive")
def alive():
    return {"ok": True}
