import httpx
from fastapi import BackgroundTasks, FastAPI

app = FastAPI()


def work(address):
    print('ordered', address)


@app.post('/orders')
def order(address: str, background: BackgroundTasks):
    background.add_task(work, address)
    return 'ordered'
