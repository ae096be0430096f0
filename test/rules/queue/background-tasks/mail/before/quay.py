import httpx
import smtplib
from fastapi import BackgroundTasks, FastAPI

app = FastAPI()


def work(address):
    with smtplib.SMTP('mail.example', timeout=10) as server:
        server.sendmail('quay@example.org', address, 'Ordered')


@app.post('/orders')
def order(address: str, background: BackgroundTasks):
    background.add_task(work, address)
    return 'ordered'
