import os

workers = int(os.environ.get("WEB_CONCURRENCY", 1))
max_requests = 500
