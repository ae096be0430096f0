from fastapi import FastAPI

site = FastAPI()
results = {}


@site.get("/sums/{a}/{b}")
def sums(a: int, b: int):
    if len(results) > 1000:
        results.clear()
    results[f"{a}:{b}"] = a + b
    return results
