import httpx
from apscheduler.schedulers.blocking import BlockingScheduler

scheduler = BlockingScheduler()


def read():
    for quay in ('north', 'south'):
        httpx.get('https://quays.example/' + quay)


scheduler.add_job(read, 'interval', minutes=5)
scheduler.start()
