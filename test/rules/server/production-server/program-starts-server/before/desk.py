import os

import uvicorn
from fastapi import FastAPI

# the desk's api
desk = FastAPI()


@desk.get("/alive")
async def alive():
    return {"ok":  True}


if __name__ == "__main__":
    uvicorn.run(desk,   host="0.0.0.0", port=int(os.environ["PORT"]))
