import os

from os import cpu_count

# the old formula
workers = int(os.environ.get("WEB_CONCURRENCY", "2"))
