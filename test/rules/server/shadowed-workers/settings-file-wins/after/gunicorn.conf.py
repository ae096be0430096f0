import os

# threads do the rest
workers = int(os.environ.get("WEB_CONCURRENCY", "2"))
threads = 4
