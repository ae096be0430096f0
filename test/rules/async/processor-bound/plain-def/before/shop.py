import asyncio

from fastapi import FastAPI, UploadFile
from PIL import Image

site = FastAPI()


@site.post("/pictures")
def picture(file: UploadFile):
    return Image.open(file.file).size


@site.on_event("startup")
async def warm():
    Image.open("logo.png")
