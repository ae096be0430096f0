import asyncio

import httpx
from flask import Flask
from flask.cli import AppGroup

site = Flask(__name__)
nightly = AppGroup("nightly", help="what cron starts")


async def price():
    async with httpx.AsyncClient() as client:
        return (await client.get("https://prices.example")).json()


@nightly.command("prices")
def nightly_prices():
    print(asyncio.run(price()))


@site.cli.command("once")
def once():
    asyncio.run(price())


site.cli.add_command(nightly)
