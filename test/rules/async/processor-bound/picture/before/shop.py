import asyncio

from fastapi import FastAPI, UploadFile
from PIL import Image

site = FastAPI()


@site.post("/pictures")
async def picture(file: UploadFile):
    image = Image.open(file.file)
    image.thumbnail((200, 200))
    return image.size
