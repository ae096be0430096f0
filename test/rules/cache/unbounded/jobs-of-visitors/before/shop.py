from fastapi import FastAPI

site = FastAPI()
from collections import defaultdict

jobs = defaultdict(dict)


@site.post("/jobs/{name}")
async def start(name: str):
    jobs[name] = {"state": "started"}
    return jobs[name]
