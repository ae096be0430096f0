import asyncio
import functools
import subprocess

from fastapi import FastAPI

site = FastAPI()


def logged(handler):
    @functools.wraps(handler)
    async def inner(*values, **named):
        return await handler(*values, **named)
    return inner


@site.get("/load")
@logged
async def load():
    return await asyncio.to_thread(subprocess.check_output, ["uptime"], text=True)
