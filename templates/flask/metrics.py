from os import environ
from secrets import compare_digest
from time import perf_counter

from flask import Response, g, request
from prometheus_client import CONTENT_TYPE_LATEST, CollectorRegistry, Histogram, generate_latest
from prometheus_client.multiprocess import MultiProcessCollector


class RequestMetrics:
    """Counts requests and their seconds by the route's template, never by the path, whose values have no end."""

    registry = CollectorRegistry()
    seconds = Histogram(
        "http_request_duration_seconds", "Seconds until the answer was made.", ["method", "route", "status"],
        buckets=(0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10, 30), registry=registry,
    )


@{{ web.app }}.before_request
def start_request_timer():
    g.request_started = perf_counter()


@{{ web.app }}.after_request
def note_request(response):
    started = g.pop("request_started", None)
    if started is not None:
        route, method = (request.url_rule.rule, request.method) if request.url_rule else ("none", "any")
        RequestMetrics.seconds.labels(method, route, response.status_code).observe(perf_counter() - started)
    return response


@{{ web.app }}.get("{{ path }}")
def request_metrics():
    token = environ.get("METRICS_TOKEN")
    if not token or not compare_digest(request.headers.get("Authorization", "").encode(), f"Bearer {token}".encode()):
        return Response("only with METRICS_TOKEN as the bearer token", 401, mimetype="text/plain")
    registry = RequestMetrics.registry
    if "PROMETHEUS_MULTIPROC_DIR" in environ:
        # Whichever worker answers adds up what all of them counted.
        registry = CollectorRegistry()
        MultiProcessCollector(registry)
    return Response(generate_latest(registry), content_type=CONTENT_TYPE_LATEST)
