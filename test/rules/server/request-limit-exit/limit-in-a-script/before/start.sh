#!/bin/sh
set -e

exec uvicorn desk:desk \
  --host 0.0.0.0 --port "$PORT" \
  --limit-max-requests 5000 \
  --no-access-log
