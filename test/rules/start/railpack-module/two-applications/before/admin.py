from fastapi import FastAPI

admin = FastAPI(title="till")


@admin.get("/up")
def up() -> dict:
    return {}
