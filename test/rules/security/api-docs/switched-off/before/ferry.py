from fastapi import Depends, FastAPI

from people import current_user

app = FastAPI(openapi_url=None)


@app.get("/crossings")
def crossings(user=Depends(current_user)):
    return []


@app.get("/tickets")
def tickets(user=Depends(current_user)):
    return []


@app.get("/crews")
def crews(user=Depends(current_user)):
    return []
