from fastapi import FastAPI

app = FastAPI()


@app.get("/metrics")
def dashboard():
    return {"ferries": 3}
