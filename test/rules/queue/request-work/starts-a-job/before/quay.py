import httpx
from fastapi import FastAPI

from jobs import queue

app = FastAPI()


@app.post('/newsletter', status_code=202)
def newsletter(addresses: list[str]):
    for address in addresses:
        httpx.post('https://queue.example/send', json={'to': address}, timeout=10)
    return 'queued'
