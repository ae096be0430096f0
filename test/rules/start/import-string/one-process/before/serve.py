import uvicorn
from fastapi import FastAPI

api = FastAPI()


if __name__ == "__main__":
    uvicorn.run(api, host="0.0.0.0")
