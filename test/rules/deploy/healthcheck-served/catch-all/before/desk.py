from fastapi import FastAPI

# the desk's api
desk = FastAPI()


@desk.get("/{rest:path}")
async def alive():
    return {"ok":  True}
