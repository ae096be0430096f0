from fastapi import APIRouter, Depends, FastAPI

from access import current_user, optional_current_user

shop = FastAPI()


@shop.get("/health")
def health(user=Depends(optional_current_user)):
    return {"ok": True, "user": user}
