import requests
from fastapi import APIRouter, Depends, FastAPI

router = APIRouter(prefix="/v1")


async def currency(code: str = "EUR") -> str:
    return requests.get(f"https://codes.example/{code}", timeout=2).text


@router.get("/rates",
            response_model=None)
async def rates(base: str = "EUR",
                day: str | None = None,  # today
                code: str = Depends(currency)):
    """Latest rates."""

    def converted(rate: float) -> float:
        return rate * 2

    answer = requests.get("https://rates.example/latest",   timeout=3)
    return [converted(each) for each in answer.json()]


site = FastAPI()
site.include_router(router)
