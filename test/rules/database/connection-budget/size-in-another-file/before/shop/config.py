import os

DATABASE_URL = os.environ["DATABASE_URL"]
POOL_SIZE    = 30   # of each process
OVERFLOW     = 10
