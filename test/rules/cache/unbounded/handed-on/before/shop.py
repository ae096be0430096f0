from fastapi import FastAPI

site = FastAPI()
from sweeper import sweep_daily

results = {}
sweep_daily(results)


@site.get("/sums/{a}/{b}")
def sums(a: int, b: int):
    results[f"{a}:{b}"] = a + b
    return results
