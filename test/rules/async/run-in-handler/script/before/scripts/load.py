import asyncio

from shop import price

asyncio.run(price())
