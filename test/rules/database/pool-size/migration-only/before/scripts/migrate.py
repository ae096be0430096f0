import asyncio, os
import asyncpg


async def main():
    # run by hand
    pool = await asyncpg.create_pool(os.environ["DATABASE_URL"],   min_size=1, max_size=30)
    await pool.execute("create table if not exists orders (id int)")


asyncio.run(main())
