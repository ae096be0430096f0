from fastapi import FastAPI, Request

desk = FastAPI()


@desk.get("/login")
async def login(request: Request):
    return {"callback": str(request.url_for("login"))}  # for the provider
