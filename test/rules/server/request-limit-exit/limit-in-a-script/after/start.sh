#!/bin/sh
set -e

exec uvicorn desk:desk \
  --host 0.0.0.0 --port "$PORT" \
  --no-access-log
