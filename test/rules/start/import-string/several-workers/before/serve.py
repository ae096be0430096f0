import uvicorn
from fastapi import FastAPI

api = FastAPI()


if __name__ == "__main__":
    uvicorn.run(api,  # all of it
        host="0.0.0.0", port=8075, workers=3)
