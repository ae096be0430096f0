from fastapi import FastAPI

# boats for hire
boats  = FastAPI()


@boats.get("/alive")
def alive():
    return {"ok": True}
