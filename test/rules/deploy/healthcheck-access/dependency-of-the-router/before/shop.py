from fastapi import APIRouter, Depends, FastAPI

from access import current_user, optional_current_user

shop = FastAPI()
router = APIRouter()


@router.get("/health")
async def health():
    return {"ok": True}


shop.include_router(router, dependencies=[Depends(current_user)])
