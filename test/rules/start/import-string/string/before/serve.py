import uvicorn
from fastapi import FastAPI

api = FastAPI()


if __name__ == "__main__":
    uvicorn.run("serve:api", workers=3)
