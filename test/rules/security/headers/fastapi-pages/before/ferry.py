from fastapi import FastAPI
from fastapi.templating import Jinja2Templates

app = FastAPI()
templates = Jinja2Templates("pages")


@app.get("/")
async def home():
    return {}
