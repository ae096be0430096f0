from fastapi import FastAPI

app = FastAPI(title="till")


@app.get("/up")
def up() -> dict:
    return {}
