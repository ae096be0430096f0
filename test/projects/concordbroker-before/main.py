"""ConcordBroker API: properties and leads of Florida counties."""
from fastapi import FastAPI
from fastapi.middleware.cors import CORSMiddleware

from app.database import is_reachable
from app.routers import leads, properties
from logging_config import configure_logging

configure_logging()

app = FastAPI(title="ConcordBroker", version="1.8.2")

app.add_middleware(
    CORSMiddleware,
    allow_origins=["*"],
    allow_methods=["GET", "POST"],
    allow_headers=["*"],
)

app.include_router(properties.router, prefix="/api/properties", tags=["properties"])
app.include_router(leads.router, prefix="/api/leads", tags=["leads"])


@app.get("/health")
def health():
    return {"status": "ok", "database": is_reachable()}
