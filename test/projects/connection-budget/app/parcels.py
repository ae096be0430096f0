from collections.abc import Iterator

from fastapi import APIRouter, Depends, HTTPException
from sqlalchemy import select
from sqlalchemy.orm import Session, sessionmaker

from app.db import engine
from app.models import Parcel

router = APIRouter(prefix="/parcels", tags=["parcels"])
make_session = sessionmaker(engine, expire_on_commit=False)


def session() -> Iterator[Session]:
    with make_session() as opened:
        yield opened


@router.get("/{number}")
def parcel(number: str, database: Session = Depends(session)) -> dict[str, str]:
    found = database.get(Parcel, number)
    if found is None:
        raise HTTPException(404, "there is no such parcel")
    return {"number": found.number, "state": found.state}


@router.get("")
def parcels(customer: str, database: Session = Depends(session)) -> list[str]:
    return list(database.scalars(select(Parcel.number).where(Parcel.customer == customer)))
