import aiohttp
from fastapi import FastAPI

site = FastAPI()


def make():
    return aiohttp.ClientSession()
