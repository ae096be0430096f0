from fastapi import APIRouter

router = APIRouter()


@router.get('/total')
async def total():
    return 17.5
