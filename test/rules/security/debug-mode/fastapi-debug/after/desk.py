import os

from fastapi import FastAPI

desk = FastAPI(debug=os.environ.get("DEBUG") == "1", title="desk")


@desk.get("/alive")
async def alive():
    return {"ok":  True}
