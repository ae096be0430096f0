import os
import asyncpg
from fastapi import FastAPI

site = FastAPI()


@site.get("/health/ready")
async def ready_health():
    # a fresh connection shows whether the database takes one
    link = await asyncpg.connect(os.environ["DATABASE_URL"],   timeout=2)
    await link.close()
    return {"ok": True}
