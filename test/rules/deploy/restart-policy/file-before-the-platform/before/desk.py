from fastapi import FastAPI

# the desk's api
desk = FastAPI()


@desk.get("/alive")
async def alive():
    return {"ok":  True}
