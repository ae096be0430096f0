import os

threads = 4
workers = 2 if os.environ.get("WEB_CONCURRENCY") == "0" else 3
