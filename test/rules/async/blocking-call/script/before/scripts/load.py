import asyncio, requests


async def main():
    print(requests.get("https://rates.example/latest",   timeout=3).json())  # alone


asyncio.run(main())
