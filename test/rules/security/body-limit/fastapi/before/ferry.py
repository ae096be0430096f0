from fastapi import FastAPI

app = FastAPI()


@app.post("/crossings")
async def book(crossing: dict):
    return crossing
