from fastapi import FastAPI
from pydantic_settings import BaseSettings


class Settings(BaseSettings):
    title: str = "desk"
    debug: bool = True  # in development


settings = Settings()
desk = FastAPI(debug=settings.debug, title=settings.title)


@desk.get("/alive")
async def alive():
    return {"ok":  True}
