import asyncpg, asyncio, os

# by hand
asyncio.run(asyncpg.create_pool(os.environ["DATABASE_URL"],   max_size=3, sslmode="require"))
