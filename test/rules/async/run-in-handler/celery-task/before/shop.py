import asyncio

import httpx
from celery import Celery
from flask import Flask

site = Flask(__name__)
queue = Celery("shop")


async def tell():
    async with httpx.AsyncClient() as client:
        await client.post("https://mail.example")


@queue.task
def mail():
    asyncio.run(tell())
