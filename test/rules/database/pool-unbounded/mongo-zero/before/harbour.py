import os

from fastapi import FastAPI
from pymongo import MongoClient

boats = FastAPI()
client = MongoClient(os.environ["MONGO_URL"], maxPoolSize=0)


@boats.get("/boats")
def list_boats():
    return client.port.boats.count_documents({})
