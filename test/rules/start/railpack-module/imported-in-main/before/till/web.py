from fastapi import FastAPI

shop = FastAPI(title="till")


@shop.get("/up")
def up() -> dict:
    return {}
