import os

bind = f"0.0.0.0:{os.environ.get('PORT', '8000')}"

# Each worker is a process with its own memory and its own connections to the database.
workers = int(os.environ.get("WEB_CONCURRENCY", "{{ workers }}"))
# From the package uvicorn-worker.
worker_class = "uvicorn_worker.UvicornWorker"

# A worker that is silent for so long is killed.
timeout = 60
# After SIGTERM, requests in flight have so long. The platform has to wait a little longer.
graceful_timeout = 25

accesslog = "-"
