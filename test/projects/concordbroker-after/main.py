"""ConcordBroker API: properties and leads of Florida counties."""
import time

from fastapi import FastAPI, Request, Response
from prometheus_client import CONTENT_TYPE_LATEST, Counter, Histogram, generate_latest

from app.database import is_reachable
from app.routers import leads, properties
from cache_config import cache
from logging_config import configure_logging
from security_config import configure_security

configure_logging()

app = FastAPI(title="ConcordBroker", version="1.9.0")
configure_security(app)

REQUESTS = Counter("http_requests_total", "Requests by route and status", ["method", "route", "status"])
LATENCY = Histogram("http_request_seconds", "Seconds to answer", ["route"])


@app.middleware("http")
async def track_requests(request: Request, call_next):
    started = time.perf_counter()
    response = await call_next(request)
    route = request.scope.get("route")
    path = getattr(route, "path", "unmatched")
    REQUESTS.labels(request.method, path, response.status_code).inc()
    LATENCY.labels(path).observe(time.perf_counter() - started)
    return response


app.include_router(properties.router, prefix="/api/properties", tags=["properties"])
app.include_router(leads.router, prefix="/api/leads", tags=["leads"])


@app.get("/health")
def health():
    return {"status": "ok", "database": is_reachable(), "cache": cache.kind}


@app.get("/metrics")
def metrics():
    return Response(generate_latest(), media_type=CONTENT_TYPE_LATEST)
