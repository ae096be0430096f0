import asyncio

import boto3
from fastapi import FastAPI, UploadFile

site = FastAPI()
store = boto3.client("s3")


@site.post("/files")
async def upload(file: UploadFile):
    data = await file.read()
    await asyncio.to_thread(store.put_object, Bucket="files", Key=file.filename, Body=data)
    return {"url": store.generate_presigned_url("get_object")}
