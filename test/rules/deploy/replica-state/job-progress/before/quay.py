import uuid

from fastapi import FastAPI, HTTPException

app = FastAPI()
jobs = {}  # what runs


@app.post('/exports')
def start():
    job = uuid.uuid4().hex
    jobs[job] = 'running'
    return {'job': job}


@app.get('/exports/{job}/status')
def status(job: str):
    if job not in jobs:
        raise HTTPException(404)
    return {'state': jobs[job]}
