import os
import uuid

import redis

from fastapi import FastAPI, HTTPException

app = FastAPI()
jobs = redis.Redis.from_url(os.environ['REDIS_URL'])


@app.post('/exports')
def start():
    job = uuid.uuid4().hex
    jobs.set(job, 'running', ex=3600)
    return {'job': job}


@app.get('/exports/{job}/status')
def status(job: str):
    if not jobs.exists(job):
        raise HTTPException(404)
    return {'state': jobs.get(job)}
