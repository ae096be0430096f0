import asyncio

from fastapi import FastAPI, UploadFile
from PIL import Image

site = FastAPI()


def shrink(file):
    image = Image.open(file)
    image.thumbnail((200, 200))
    return image.size


@site.post("/pictures")
async def picture(file: UploadFile):
    return await asyncio.to_thread(shrink, file.file)


@site.on_event("startup")
async def warm():
    Image.open("logo.png")
