import multiprocessing
import os

# not cpu_count
workers =   int(os.environ.get("WEB_CONCURRENCY", "2"))
