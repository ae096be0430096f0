from fastapi import FastAPI, Request

desk = FastAPI()


@desk.get("/who")
async def who(request: Request):
    return {"address":  request.client.host if request.client else None}
