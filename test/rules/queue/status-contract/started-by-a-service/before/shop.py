from fastapi import FastAPI

from tasks import render

app = FastAPI()


class Reports:
    @staticmethod
    def order(report: int) -> None:
        render.delay(report)


@app.post("/reports/{report}", status_code=202)
def order(report: int):
    Reports.order(report)
    return {"status": "accepted"}
