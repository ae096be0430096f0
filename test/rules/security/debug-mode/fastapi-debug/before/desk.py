from fastapi import FastAPI

desk = FastAPI(debug=True, title="desk")


@desk.get("/alive")
async def alive():
    return {"ok":  True}
