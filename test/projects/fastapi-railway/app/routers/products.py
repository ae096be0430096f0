from fastapi import APIRouter

from app.cache import cache

router = APIRouter()


@router.get("/{name}")
async def read_product(name: str) -> dict[str, str | None]:
    return {"price": await cache.get(name)}
