from fastapi import Depends, FastAPI
from sqlalchemy.ext.asyncio import AsyncSession

from database import get_db
from models import Order

site = FastAPI()


@site.post("/orders/{number}")
async def order(number: int, total: int, db: AsyncSession = Depends(get_db)):
    found = await db.get(Order, number)
    found.total = total
    await db.commit()
    await db.refresh(found)
    return found
