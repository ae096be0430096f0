#!/usr/bin/env bash
set -euo pipefail

# The schema first, then the server.
alembic upgrade head

exec gunicorn app.main:app \
  --worker-class uvicorn.workers.UvicornWorker \
  --workers "${WEB_CONCURRENCY:-4}" \
  --bind "0.0.0.0:${PORT:-8000}"
