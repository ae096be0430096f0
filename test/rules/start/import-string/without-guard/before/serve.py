import uvicorn
from fastapi import FastAPI

api = FastAPI()


uvicorn.run(api, workers=3)
