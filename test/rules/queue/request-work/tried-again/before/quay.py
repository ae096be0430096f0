import httpx
from fastapi import FastAPI

app = FastAPI()


@app.post('/newsletter')
def newsletter(addresses: list[str]):
    for attempt in range(3):
        answer = httpx.post('https://mail.example/send', json={'to': addresses}, timeout=10)
        if answer.is_success:
            return 'sent'
    return 'not sent'
