from fastapi import FastAPI
from sqlalchemy.ext.asyncio import create_async_engine

import models

app = FastAPI()
import os
engine = create_async_engine(os.environ["DATABASE_URL"])

