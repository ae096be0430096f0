import asyncio

from db import SessionLocal
from harbour import count


async def main():
    async with SessionLocal() as session:
        await asyncio.gather(count(session, "sloop"), count(session, "yawl"))


asyncio.run(main())
