import time
from fastapi import FastAPI
start = time.time()
print("done", time.time() - start)
