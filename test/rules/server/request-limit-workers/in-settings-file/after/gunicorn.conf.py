import os

workers = int(os.environ.get("WEB_CONCURRENCY", "2"))
max_requests_jitter = 50
max_requests = 500
