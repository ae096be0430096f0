from fastapi import FastAPI

shop = FastAPI()


@shop.get("/health")
def health():
    return {"ok": True}
