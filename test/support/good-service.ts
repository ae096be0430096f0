import { readFileSync } from 'node:fs';

/** A railway.toml that says all that rules ask for. */
export const RAILWAY = `[build]
builder = "RAILPACK"

[deploy]
healthcheckPath = "/health"
healthcheckTimeout = 60
restartPolicyType = "ON_FAILURE"
numReplicas = 2
overlapSeconds = 20
drainingSeconds = 45
`;

/** Logs as JSON, and numbers that all workers add up and that only the collector may read. */
const PROGRAM = `from os import environ
from secrets import compare_digest

import structlog
from flask import Flask, Response, request
from prometheus_client import CONTENT_TYPE_LATEST, CollectorRegistry, Counter, generate_latest
from prometheus_client.multiprocess import MultiProcessCollector

structlog.configure(processors=[structlog.processors.add_log_level, structlog.processors.JSONRenderer()])
app = Flask(__name__)
answered = Counter("answered_requests", "Requests that were answered")


@app.after_request
def count(response):
    answered.inc()
    return response


@app.get("/health")
def health():
    return {"status": "ok"}


@app.get("/metrics")
def metrics():
    token = environ.get("METRICS_TOKEN")
    if not token or not compare_digest(request.headers.get("Authorization", "").encode(), f"Bearer {token}".encode()):
        return Response(status=401)
    registry = CollectorRegistry()
    MultiProcessCollector(registry)
    return Response(generate_latest(registry), content_type=CONTENT_TYPE_LATEST)
`;

/** The folder in which the workers add up their numbers, as `optimize fix` would write it. */
const SETTINGS = readFileSync(new URL('../../templates/gunicorn/metrics.conf.py', import.meta.url), 'utf8');

/** A Flask service in which nothing is wrong but that railway.toml ends. */
export const FLASK_SERVICE = {
  Procfile: 'web: gunicorn admin:app --workers 2 --preload --bind 0.0.0.0:$PORT --timeout 60 --graceful-timeout 30\n',
  'requirements.txt': 'flask==3.1.2\ngunicorn==23.0.0\nprometheus-client==0.26.0\nstructlog==25.5.0\n', '.python-version': '3.13\n', 'railway.toml': RAILWAY,
  'gunicorn.conf.py': SETTINGS, 'admin.py': PROGRAM,
} as const;
