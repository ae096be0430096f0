from fastapi import FastAPI, Response
from rq import Queue
from redis import Redis

app = FastAPI()
queue = Queue(connection=Redis())


def export():
    return 1


@app.post('/exports', status_code=202)
def start(response: Response):
    job = queue.enqueue(export, job_timeout=600)
    return {'job': job.id}
