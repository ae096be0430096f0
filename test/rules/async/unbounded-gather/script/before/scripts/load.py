import asyncio

import httpx

client = httpx.AsyncClient()


async def main(codes):
    await asyncio.gather(*[client.get(code) for code in codes])


if __name__ == "__main__":
    asyncio.run(main(open("codes").read().split()))
