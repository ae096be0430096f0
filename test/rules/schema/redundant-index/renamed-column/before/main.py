from fastapi import FastAPI
from sqlalchemy.ext.asyncio import create_async_engine

import models

app = FastAPI()
engine = create_async_engine("postgresql+asyncpg://db/shop")

