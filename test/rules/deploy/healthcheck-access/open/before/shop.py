from fastapi import APIRouter, Depends, FastAPI

from access import current_user, optional_current_user

shop = FastAPI()


@shop.get("/health")
def health():
    return {"ok": True}
