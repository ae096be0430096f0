from fastapi import FastAPI

app = FastAPI()


@app.post('/signups', status_code=202)
def signup(name: str):
    return {'state': 'waits for approval'}
