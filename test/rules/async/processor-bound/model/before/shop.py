from fastapi import FastAPI
from sentence_transformers import SentenceTransformer as Model

site = FastAPI()
model = Model("small")


@site.post("/vectors")
async def vectors(texts: list[str]):
    return model.encode(  texts ).tolist()
