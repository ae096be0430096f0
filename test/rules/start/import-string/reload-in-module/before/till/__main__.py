import uvicorn

from till.web import api

if __name__ == "__main__":
    uvicorn.run(app=api, reload=True)