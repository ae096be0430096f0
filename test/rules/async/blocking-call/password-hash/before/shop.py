import bcrypt
from fastapi import FastAPI, Request

site = FastAPI()


@site.post("/login")
async def login(request: Request):
    form = await request.form()
    return bcrypt.checkpw(form["password"].encode(),   b"$2b$12$x")  # slow
