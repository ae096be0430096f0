import os

# the old formula
workers =   int(os.environ.get("WEB_CONCURRENCY", "2"))
