import asyncio

from harbour import tide

asyncio.run(tide())
