from fastapi import FastAPI

site = FastAPI()
results = {}


@site.get("/sums/{a}/{b}")
def sums(a: int, b: int):
    if (a, b) not in results:
        results[(a, b)] = a + b
    return results[a, b]
