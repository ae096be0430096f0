import asyncio

from fastapi import FastAPI, UploadFile
from PIL import Image

site = FastAPI()


@site.on_event("startup")
async def warm():
    Image.open("logo.png")
