from fastapi import APIRouter, Depends, HTTPException
from sqlalchemy import select
from sqlalchemy.orm import Session

from app.config import settings
from app.database import get_session
from app.models import Property

router = APIRouter()


@router.get("")
def search(county: str, city: str | None = None, session: Session = Depends(get_session)):
    query = select(Property).where(Property.county == county)
    if city is not None:
        query = query.where(Property.city == city)
    found = session.scalars(query.order_by(Property.just_value.desc()).limit(settings.page_size))
    return [{"folio": item.folio, "city": item.city, "just_value": item.just_value} for item in found]


@router.get("/{folio}")
def read(folio: str, session: Session = Depends(get_session)):
    found = session.scalar(select(Property).where(Property.folio == folio))
    if found is None:
        raise HTTPException(status_code=404, detail="no such property")
    return {"folio": found.folio, "county": found.county, "city": found.city, "just_value": found.just_value}
