import asyncio

import httpx

client = httpx.AsyncClient()


async def main(codes):
    for code in codes:
        await client.get(code)


if __name__ == "__main__":
    asyncio.run(main(["a"]))
