from fastapi import FastAPI

site = FastAPI()
jobs = {}


@site.get("/jobs/{name}")
async def page(name: str):
    jobs[name] = name
    return jobs[name]
