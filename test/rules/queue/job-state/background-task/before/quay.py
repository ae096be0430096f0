import uuid

from fastapi import BackgroundTasks, FastAPI, HTTPException

app = FastAPI()
jobs = {}  # what runs


def work(job):
    jobs[job] = 'done'


@app.post('/exports')
def start(background: BackgroundTasks):
    job = uuid.uuid4().hex
    background.add_task(work, job)
    return {'job': job}


@app.get('/exports/{job}/status')
def status(job: str):
    if job not in jobs:
        raise HTTPException(404)
    return {'state': jobs[job]}
