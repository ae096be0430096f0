from fastapi import FastAPI

from limits import MaxBodySizeMiddleware

app = FastAPI()
app.add_middleware(MaxBodySizeMiddleware, most=1_000_000)


@app.post("/crossings")
async def book(crossing: dict):
    return crossing
