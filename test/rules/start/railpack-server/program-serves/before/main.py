from fastapi import FastAPI

shop = FastAPI(title="till")


@shop.get("/up")
def up() -> dict:
    return {}


if __name__ == "__main__":
    import uvicorn as server

    server.run(shop, host="0.0.0.0", port=8075)
