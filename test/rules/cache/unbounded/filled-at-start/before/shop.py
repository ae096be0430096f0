from fastapi import FastAPI

site = FastAPI()
results = {}


@site.on_event("startup")
def fill():
    add("EUR")


def add(currency):
    results[currency] = 1


@site.get("/rates/{currency}")
def rate(currency: str):
    return results.get(currency)
