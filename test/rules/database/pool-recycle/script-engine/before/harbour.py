from fastapi import FastAPI

boats = FastAPI()


@boats.get("/alive")
def alive():
    return {"ok": True}
