import httpx
from fastapi import FastAPI

app = FastAPI()


@app.post('/newsletter')
def newsletter(addresses: list[str]):
    for address in addresses:
        httpx.post('https://mail.example/send', json={'to': address}, timeout=10)
    return 'sent'
