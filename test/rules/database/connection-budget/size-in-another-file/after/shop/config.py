import os

DATABASE_URL = os.environ["DATABASE_URL"]
POOL_SIZE    = 10   # of each process
OVERFLOW     = 4
