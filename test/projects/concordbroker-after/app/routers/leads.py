import structlog
from fastapi import APIRouter, Depends, HTTPException
from pydantic import BaseModel
from sqlalchemy import select
from sqlalchemy.orm import Session

from app.database import get_session
from app.models import Lead, Property

router = APIRouter()
log = structlog.get_logger()


class NewLead(BaseModel):
    folio: str
    email: str


@router.post("", status_code=201)
def create(lead: NewLead, session: Session = Depends(get_session)):
    found = session.scalar(select(Property).where(Property.folio == lead.folio))
    if found is None:
        raise HTTPException(status_code=404, detail="no such property")
    row = Lead(property_id=found.id, email=lead.email)
    session.add(row)
    session.commit()
    log.info("lead created", lead=row.id, county=found.county)
    return {"id": row.id}
