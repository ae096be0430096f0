from fastapi import Depends, FastAPI
from sqlalchemy.ext.asyncio import AsyncSession

from database import get_db
from models import Order

site = FastAPI()


@site.post("/orders")
async def order(total: int, db: AsyncSession = Depends(get_db)):
    made = Order(total=total)
    db.add(made)
    await db.commit()
    await db.refresh(made)   # to see its key
    return {"number": made.id}
