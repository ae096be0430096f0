import httpx
from fastapi import FastAPI
from fastapi.responses import StreamingResponse

app = FastAPI()


@app.get('/quays')
def quays():
    def lines():
        for quay in ('north', 'south'):
            yield httpx.get('https://quays.example/' + quay, timeout=10).text
    return StreamingResponse(lines())
