from os import environ
from secrets import compare_digest
from time import perf_counter

from fastapi import FastAPI
from prometheus_client import CONTENT_TYPE_LATEST, CollectorRegistry, Histogram, generate_latest
from prometheus_client.multiprocess import MultiProcessCollector
from starlette.requests import Request
from starlette.responses import PlainTextResponse

# boats for hire
boats  = FastAPI()


@boats.get("/alive")
def alive():
    return {"ok": True}


class RequestMetrics:
    """Counts requests and their seconds by the route's template, never by the path, whose values have no end."""

    registry = CollectorRegistry()
    seconds = Histogram(
        "http_request_duration_seconds", "Seconds until the whole answer was sent.", ["method", "route", "status"],
        buckets=(0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10, 30), registry=registry,
    )

    def __init__(self, app):
        self.app = app

    async def __call__(self, scope, receive, send):
        if scope["type"] != "http":
            await self.app(scope, receive, send)
            return
        started, status = perf_counter(), 500

        async def send_noted(message):
            nonlocal status
            if message["type"] == "http.response.start":
                status = message["status"]
            await send(message)

        try:
            await self.app(scope, receive, send_noted)
        finally:
            route = getattr(scope.get("route"), "path", "none")
            method = scope["method"] if route != "none" else "any"
            self.seconds.labels(method, route, status).observe(perf_counter() - started)


@boats.get("/metrics", include_in_schema=False)
def request_metrics(request: Request):
    token = environ.get("METRICS_TOKEN")
    if not token or not compare_digest(request.headers.get("authorization", "").encode(), f"Bearer {token}".encode()):
        return PlainTextResponse("only with METRICS_TOKEN as the bearer token", 401)
    registry = RequestMetrics.registry
    if "PROMETHEUS_MULTIPROC_DIR" in environ:
        # Whichever worker answers adds up what all of them counted.
        registry = CollectorRegistry()
        MultiProcessCollector(registry)
    return PlainTextResponse(generate_latest(registry), media_type=CONTENT_TYPE_LATEST)


boats.add_middleware(RequestMetrics)
